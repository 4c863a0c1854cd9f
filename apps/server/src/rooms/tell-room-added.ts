import type { createRoom, RequestOutput, RoomId, UserId } from '@chat/protocol'
import type { Telling } from '../gate/handler.ts'
import { findUsers } from '../people/people-store.ts'
import { findSummary } from './rooms-store.ts'

/** A room as the person sees it who has it now, with the people that its name is made of. */
export type AddedRoom = RequestOutput<typeof createRoom>

/** Tells all of a person's connections of a room that they did not have, or did not see, before. */
export async function tellRoomAdded(
  { database: { read }, people }: Telling,
  userId: UserId,
  roomId: RoomId,
): Promise<AddedRoom> {
  const room = await findSummary(read, userId, roomId)
  const users = room.memberIds && (await findUsers(read, room.memberIds))
  people.tell(userId, 'room:added', { ...room, ...(users && { users }) })
  return { room, ...(users && { users }) }
}
