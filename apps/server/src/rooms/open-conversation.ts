import { RoomId, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { isBlockBetween } from '../blocks/blocks-store.ts'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { Services } from '../gate/handler.ts'
import { findVisibleUsers, isOneDeleted } from '../people/people-store.ts'
import { directKey } from './direct-rooms.ts'
import { UNREACHABLE } from './room-access.ts'
import { type AddedRoom, tellRoomAdded } from './tell-room-added.ts'

/**
 * Opens the one conversation that some people have, and makes it where they have none yet. The others see nothing of it
 * before something is said in it. What is done here can be done again at any point: two people may open it at once, and
 * the process may be killed in between.
 */
export async function openConversation(
  services: Pick<Services, 'database' | 'log' | 'people'>,
  userId: UserId,
  memberIds: readonly UserId[],
): Promise<AddedRoom> {
  const { database, log } = services
  const others = [...new Set(memberIds)].filter((id) => id !== userId)
  if (others.length === 0) throw new ChatError('VALIDATION_FAILED', 'A conversation has somebody else in it.')
  await checkReachable(database, userId, others)
  const people = [userId, ...others]
  const roomId = await roomOf(database, directKey(people))
  await Promise.all(
    people.map((id) =>
      log.append({ kind: 'member.joined', roomId, actorId: userId, userId: id, role: 'member' } as const),
    ),
  )
  await database.write
    .updateTable('members')
    .set({ hidden_seq: null })
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .execute()
  return tellRoomAdded(services, userId, roomId)
}

/** Whoever cannot be written to is, to whoever tries, one person: nobody learns who exists, and who minds. */
async function checkReachable({ read }: Pick<Database, 'read'>, userId: UserId, others: UserId[]): Promise<void> {
  const visible = await findVisibleUsers(read, userId, others)
  const reachable =
    visible.length === others.length &&
    !(await isOneDeleted(read, others)) &&
    !(await isBlockBetween(read, userId, others))
  if (!reachable) throw new ChatError(UNREACHABLE.code, UNREACHABLE.message)
}

async function roomOf({ write }: Pick<Database, 'write'>, key: string): Promise<RoomId> {
  await write
    .insertInto('rooms')
    .values({
      id: RoomId.parse(uuidv7()),
      kind: 'direct',
      name: '',
      slug: null,
      topic: null,
      head: 0,
      head_at: 0,
      member_count: 0,
      read_only: 0,
      archived: 0,
      pin_count: 0,
      changed_seq: 0,
      created_at: Date.now(),
      direct_key: key,
    })
    .onConflict((conflict) => conflict.column('direct_key').doNothing())
    .execute()
  const { id } = await write.selectFrom('rooms').select('id').where('direct_key', '=', key).executeTakeFirstOrThrow()
  return id
}
