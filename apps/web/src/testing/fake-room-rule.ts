import type { RoomRule, RoomSettings } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'

/** What a room without a server can be asked: its settings change, and there is nobody in it. */
export function createFakeRoomRule(change: (update: (room: RoomSummary) => RoomSummary) => void): RoomRule {
  const unreachable = (): Promise<never> => Promise.reject(new Error('There is no server'))
  return {
    async updateRoom(roomId, settings) {
      change((room) => (room.id === roomId ? withSettings(room, settings) : room))
    },
    findRoom: unreachable,
    listMembers: async () => ({ members: [], users: [] }),
    inviteToRoom: async (_, userIds) => userIds,
    removeMember: async () => {},
    setMemberRole: async () => {},
    createInvite: unreachable,
    listInvites: async () => [],
    revokeInvite: async () => {},
    findInvite: unreachable,
  }
}

function withSettings(room: RoomSummary, { name, topic, readOnly, archived }: RoomSettings): RoomSummary {
  const { topic: before, ...rest } = room
  const about = topic ?? before
  return {
    ...rest,
    name: name ?? room.name,
    ...(about && { topic: about }),
    ...(readOnly !== undefined && { readOnly }),
    ...(archived !== undefined && { archived }),
  }
}
