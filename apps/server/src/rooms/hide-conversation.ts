import type { RoomId, Seq, UserId } from '@chat/protocol'
import type { Services } from '../gate/handler.ts'
import { findConversation } from './direct-rooms.ts'
import { tellRoomAdded } from './tell-room-added.ts'

/**
 * Hides a direct conversation from somebody who is in it. They stay a member: whatever is said next shows it again, also
 * what was said in the very moment in which they hid it and that they have not seen.
 *
 * @param seen the head as they knew it
 * @returns up to where it is hidden; undefined where the room is no direct conversation of theirs
 */
export async function hideConversation(
  services: Pick<Services, 'database' | 'people'>,
  { roomId, userId, seen }: { readonly roomId: RoomId; readonly userId: UserId; readonly seen: Seq | undefined },
): Promise<Seq | undefined> {
  const { database, people } = services
  const room = await findConversation(database.read, userId, roomId)
  if (!room) return undefined
  const seq = Math.min(seen ?? room.head, room.head)
  await database.write
    .updateTable('members')
    .set({ hidden_seq: seq })
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .execute()
  const after = await findConversation(database.read, userId, roomId)
  if (after && !after.shown) people.tell(userId, 'room:removed', { roomId, reason: 'left' })
  else await tellRoomAdded(services, userId, roomId)
  return seq
}
