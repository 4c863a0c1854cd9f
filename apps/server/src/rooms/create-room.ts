import { createRoom, RoomId, slugOf, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { openConversation } from './open-conversation.ts'
import { TOO_MANY_ROOMS } from './room-access.ts'
import { findRoomPlaces } from './room-places.ts'
import { findSummary } from './rooms-store.ts'

/**
 * A room without an entry in its log is not there for anybody, so what the process leaves behind that is killed between
 * the two steps is never seen; whoever asks again with the same id goes on from there.
 */
export const handleCreateRoom = handle(createRoom, async ({ input, actor: { userId }, ...services }) => {
  const { id: roomId = RoomId.parse(uuidv7()), kind, name = '', topic = null, memberIds = [] } = input
  if (kind === 'direct') return openConversation(services, userId, memberIds)
  const { database, log } = services
  await requirePlace(database, userId, roomId)
  const made = await insertRoom(
    database,
    {
      ...{ id: roomId, kind, name, topic, created_at: Date.now(), created_by: userId },
      ...{ head: 0, head_at: 0, member_count: 0, read_only: 0, archived: 0, pin_count: 0, changed_seq: 0 },
    },
    kind === 'public' ? slugOf(name) : null,
  )
  if (made.created_by !== userId || made.kind !== kind) {
    throw new ChatError('CONFLICT', 'This id already names another room.')
  }
  if (made.head === 0) {
    await log.append({ kind: 'member.joined', roomId, actorId: userId, userId, role: 'owner' })
  }
  return { room: await findSummary(database.read, userId, roomId) }
})

/** Before a room is made that would take an address and have nobody in it; one that is made already is answered with. */
async function requirePlace({ write }: Pick<Database, 'write'>, userId: UserId, roomId: RoomId): Promise<void> {
  const places = (await findRoomPlaces(write, [userId])).get(userId) ?? 0
  if (places > 0) return
  const made = await write.selectFrom('rooms').select('id').where('id', '=', roomId).executeTakeFirst()
  if (!made) throw new ChatError(TOO_MANY_ROOMS.code, TOO_MANY_ROOMS.message)
}

type Made = Pick<Tables['rooms'], 'kind' | 'head' | 'created_by'>

/**
 * Gives the room its address: the slug, or where another room has it, the slug with a number.
 *
 * @returns the room, or the one that has its id already
 */
async function insertRoom(
  { write }: Pick<Database, 'write'>,
  room: Omit<Tables['rooms'], 'slug' | 'direct_key'>,
  slug: string | null,
): Promise<Made> {
  for (let number = 1; ; number += 1) {
    const numbered = slug === null || number === 1 ? slug : number < TRIES ? `${slug}-${number}` : null
    const inserted = await write
      .insertInto('rooms')
      .values({ ...room, slug: numbered })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted) return room
    const known = await write
      .selectFrom('rooms')
      .select(['kind', 'head', 'created_by'])
      .where('id', '=', room.id)
      .executeTakeFirst()
    if (known) return known
  }
}

/** After so many namesakes a room goes without an address of its own. */
const TRIES = 10
