import { getRoom, listRooms, type ParsedInput, RoomId, type RoomSummary, type UserId } from '@chat/protocol'
import type { ModelHandler } from './model-people.ts'
import type { ModelRoom } from './model-room.ts'

/** What the model answers about rooms that somebody may find. */
export function directoryHandlers({
  rooms,
  seenBy,
}: {
  rooms: ReadonlyMap<RoomId, ModelRoom>
  seenBy: (userId: UserId, room: ModelRoom) => RoomSummary
}): [name: string, handler: ModelHandler][] {
  return [
    [
      listRooms.name,
      (userId: UserId, { query = '' }: ParsedInput<typeof listRooms>) => ({
        rooms: [...rooms.values()].map((room) => seenBy(userId, room)).filter(({ name }) => name.includes(query)),
      }),
    ],
    [
      getRoom.name,
      (userId: UserId, { address }: ParsedInput<typeof getRoom>) => {
        const room = rooms.get(RoomId.parse(address))
        return room && { room: seenBy(userId, room), member: room.members.has(userId) }
      },
    ],
  ]
}
