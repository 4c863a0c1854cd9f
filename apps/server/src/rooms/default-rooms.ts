import { RoomId, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/database.ts'
import type { RoomLog } from '../log/room-log.ts'

/** The room that everybody is in. */
const GENERAL = { slug: 'general', name: 'general', topic: 'Talk about anything' } as const

/** Creates the room `general` on an empty database; does nothing where it is. */
export async function seedRooms({ write }: Pick<Database, 'write'>, now: number): Promise<RoomId> {
  await write
    .insertInto('rooms')
    .values({
      id: RoomId.parse(uuidv7()),
      kind: 'public',
      ...GENERAL,
      head: 0,
      head_at: 0,
      member_count: 0,
      read_only: 0,
      archived: 0,
      pin_count: 0,
      changed_seq: 0,
      created_at: now,
      created_by: null,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute()
  const row = await write.selectFrom('rooms').select('id').where('slug', '=', GENERAL.slug).executeTakeFirstOrThrow()
  return row.id
}

/**
 * Makes somebody a member of `general`, once: who has left it stays out. Called when an account is made, and again when
 * it connects, in case the server was killed in between.
 *
 * @returns whether they have become a member now
 */
export async function joinDefaultRoom(
  { read }: Pick<Database, 'read'>,
  log: RoomLog,
  roomId: RoomId,
  userId: UserId,
): Promise<boolean> {
  const member = await read
    .selectFrom('members')
    .select('joined_seq')
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (member) return false
  await log.append({ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' })
  return true
}
