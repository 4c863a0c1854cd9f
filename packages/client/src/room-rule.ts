import {
  createInvite,
  getInvite,
  getRoom,
  type Invite,
  type InviteId,
  inviteToRoom,
  listInvites,
  listMembers,
  type MemberRole,
  type RequestInput,
  type RequestOutput,
  type RoomId,
  removeMember,
  revokeInvite,
  setMemberRole,
  type User,
  type UserId,
  updateRoom,
} from '@chat/protocol'
import { checkInput } from './check-input.ts'
import type { Ask } from './requests.ts'

/** What is to be different about a room; what is absent stays. An empty topic takes it away. */
export type RoomSettings = Omit<RequestInput<typeof updateRoom>, 'roomId'>

/** For how long an invite link counts and for how many; what is absent is not bounded. */
export type NewInvite = Omit<RequestInput<typeof createInvite>, 'roomId'>

/** Members of a room, in the order in which they joined, and where to go on. */
export type MembersPage = RequestOutput<typeof listMembers>

/** Which members: those of whose names a word begins with the query, and where to go on. */
export type MembersSearch = Omit<RequestInput<typeof listMembers>, 'roomId'>

/** How rooms are run. What changes shows in the stores when everybody's does. */
export interface RoomRule {
  /**
   * Changes what a room is called or how it is run.
   *
   * @throws {RangeError} if the contract does not allow the name, the topic or the address
   */
  updateRoom(roomId: RoomId, settings: RoomSettings): Promise<void>
  /** The room that a link names by its slug or id, and whether one is in it. */
  findRoom(address: string): Promise<RequestOutput<typeof getRoom>>
  /** A page of the people in a room. */
  listMembers(roomId: RoomId, search?: MembersSearch): Promise<MembersPage>
  /**
   * Makes people members at once.
   *
   * @returns those who were not before
   */
  inviteToRoom(roomId: RoomId, userIds: readonly UserId[]): Promise<readonly UserId[]>
  /** Ends somebody else's membership; does no harm where it has ended. */
  removeMember(roomId: RoomId, userId: UserId): Promise<void>
  setMemberRole(roomId: RoomId, userId: UserId, role: MemberRole): Promise<void>
  /** Makes an invite link. Its token is told once. */
  createInvite(roomId: RoomId, bounds?: NewInvite): Promise<RequestOutput<typeof createInvite>>
  /** The links of a room that count, as far as one may see them. */
  listInvites(roomId: RoomId): Promise<readonly Invite[]>
  revokeInvite(roomId: RoomId, inviteId: InviteId): Promise<void>
  /** Where an invite link leads. */
  findInvite(token: string): Promise<RequestOutput<typeof getInvite>>
}

/** @param options.onUsers learns the people whom answers bring */
export function createRoomRule(options: {
  readonly ask: Ask
  readonly onUsers: (users: readonly User[]) => void
}): RoomRule {
  const { ask, onUsers } = options
  return {
    async updateRoom(roomId, settings) {
      await ask(updateRoom, checkInput(updateRoom.input, { roomId, ...settings }))
    },
    findRoom: (address) => ask(getRoom, { address }),
    async listMembers(roomId, search = {}) {
      const page = await ask(listMembers, { roomId, ...search })
      onUsers(page.users)
      return page
    },
    async inviteToRoom(roomId, userIds) {
      const { added } = await ask(inviteToRoom, { roomId, userIds: [...userIds] })
      return added
    },
    async removeMember(roomId, userId) {
      await ask(removeMember, { roomId, userId })
    },
    async setMemberRole(roomId, userId, role) {
      await ask(setMemberRole, { roomId, userId, role })
    },
    createInvite: (roomId, bounds = {}) => ask(createInvite, { roomId, ...bounds }),
    async listInvites(roomId) {
      const { invites, users } = await ask(listInvites, { roomId })
      onUsers(users)
      return invites
    },
    async revokeInvite(roomId, inviteId) {
      await ask(revokeInvite, { roomId, inviteId })
    },
    findInvite: (token) => ask(getInvite, { token }),
  }
}
