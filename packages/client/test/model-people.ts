import {
  blockUser,
  favouriteRoom,
  getUsers,
  listMembers,
  listUsers,
  markDelivered,
  type ParsedInput,
  type RoomId,
  type User,
  UserId,
  updateUser,
} from '@chat/protocol'
import type { ModelRoom } from './model-room.ts'

export type ModelHandler = (userId: UserId, input: never) => unknown

/** What the model answers about people, and about what somebody makes of their rooms. */
export function peopleHandlers({
  users,
  roomOf,
  tellPerson,
  blockedBy,
}: {
  users: Map<UserId, User>
  /** Refuses what the person is not in. */
  roomOf: (id: RoomId, reader: UserId) => ModelRoom
  tellPerson: (userId: UserId, name: string, payload: unknown) => void
  /** Whom somebody has blocked. */
  blockedBy: (userId: UserId) => Set<UserId>
}): [name: string, handler: ModelHandler][] {
  return [
    [
      favouriteRoom.name,
      (userId: UserId, { roomId, on }: ParsedInput<typeof favouriteRoom>) => {
        roomOf(roomId, userId)
        tellPerson(userId, 'room:favourited', { roomId, on })
        return {}
      },
    ],
    [
      listMembers.name,
      (userId: UserId, { roomId }: ParsedInput<typeof listMembers>) => {
        const { members, reads } = roomOf(roomId, userId)
        return {
          members: [...members].map((id) => ({
            userId: id,
            role: 'member',
            joinedSeq: 0,
            lastReadSeq: reads.get(id)?.seq ?? 0,
          })),
          users: [],
        }
      },
    ],
    // Nobody is told: what others are told of it is the server's.
    [markDelivered.name, () => ({})],
    // Nobody is told: what others are told of it is the server's.
    [markDelivered.name, () => ({})],
    [
      blockUser.name,
      (userId: UserId, { userId: blockedId, on }: ParsedInput<typeof blockUser>) => {
        const blocked = blockedBy(userId)
        if (on) blocked.add(UserId.parse(blockedId))
        else blocked.delete(UserId.parse(blockedId))
        tellPerson(userId, 'user:blocked', { userId: blockedId, on })
        return {}
      },
    ],
    [
      listUsers.name,
      (userId: UserId, { query = '' }: ParsedInput<typeof listUsers>) => ({
        users: [...users.values()].filter(({ id, name }) => id !== userId && name.includes(query)),
      }),
    ],
    [
      updateUser.name,
      (userId: UserId, { name = '' }: ParsedInput<typeof updateUser>) => {
        users.set(userId, { id: userId, name })
        return { user: users.get(userId) }
      },
    ],
    [
      getUsers.name,
      (_: UserId, { ids }: ParsedInput<typeof getUsers>) => ({ users: ids.flatMap((id) => users.get(id) ?? []) }),
    ],
  ]
}

/** Whom people have blocked. */
export function createBlockLists(): (userId: UserId) => Set<UserId> {
  const lists = new Map<UserId, Set<UserId>>()
  return (userId) => {
    const blocked = lists.get(userId) ?? new Set()
    lists.set(userId, blocked)
    return blocked
  }
}
