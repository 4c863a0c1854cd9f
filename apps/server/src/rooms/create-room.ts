import { createRoom, RoomId, slugOf } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { handle } from '../gate/handler.ts'
import { findSummary } from './rooms-store.ts'

/**
 * A room without an entry in its log is not there for anybody, so what the process leaves behind that is killed between
 * the two steps is never seen.
 */
export const handleCreateRoom = handle(createRoom, async ({ input, actor, database, log }) => {
  const roomId = RoomId.parse(uuidv7())
  const { kind, name, topic = null } = input
  const empty = {
    ...{ id: roomId, kind, name, topic, created_at: Date.now(), created_by: actor.userId },
    ...{ head: 0, head_at: 0, member_count: 0, read_only: 0, archived: 0, changed_seq: 0 },
  }
  await insertRoom(database, empty, kind === 'public' ? slugOf(name) : null)
  await log.append({ kind: 'member.joined', roomId, actorId: actor.userId, userId: actor.userId, role: 'owner' })
  return { room: await findSummary(database.read, actor.userId, roomId) }
})

/** Gives the room its address: the slug, or where another room has it, the slug with a number. */
async function insertRoom(
  { write }: Pick<Database, 'write'>,
  room: Omit<Tables['rooms'], 'slug'>,
  slug: string | null,
): Promise<void> {
  for (let number = 1; ; number += 1) {
    const numbered = slug === null || number === 1 ? slug : number < TRIES ? `${slug}-${number}` : null
    const inserted = await write
      .insertInto('rooms')
      .values({ ...room, slug: numbered })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted) return
  }
}

/** After so many namesakes a room goes without an address of its own. */
const TRIES = 10
