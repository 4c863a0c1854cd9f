import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { inBatches } from '../database/in-batches.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { RoomLog } from '../log/room-log.ts'
import { findHeir, type MemberOf, roomIdsOf } from './members-store.ts'

/** In each, the heir of a room would have left it at the same moment. */
const TRIES = 20

interface Parts {
  readonly database: Pick<Database, 'read'>
  readonly log: RoomLog
}

/**
 * Takes somebody who is deleted out of every room, direct conversations too. A room of which they are the only owner gets
 * another one first, unless nobody else is in it. What is done already is not done again.
 */
export async function leaveEveryRoom(parts: Parts, userId: UserId): Promise<void> {
  const roomIds = await roomIdsOf(parts.database.read, userId)
  await inBatches(roomIds, (some) => Promise.all(some.map((roomId) => leave(parts, { roomId, userId }))))
}

async function leave(parts: Parts, member: MemberOf): Promise<void> {
  const actorId = member.userId
  for (let tries = 1; ; tries += 1) {
    try {
      await parts.log.append({ kind: 'member.left', ...member, actorId, deleted: true })
      return
    } catch (error) {
      if (tries === TRIES || !isRefusal(error, 'FORBIDDEN')) throw error
      await handOver(parts, member)
    }
  }
}

/** The heir may leave at the same moment, or somebody else become an owner: then there is another try. */
async function handOver({ database, log }: Parts, { roomId, userId: actorId }: MemberOf): Promise<void> {
  const heir = await findHeir(database.read, { roomId, userId: actorId })
  if (heir === undefined) return
  try {
    await log.append({ kind: 'member.changed', roomId, actorId, userId: heir, role: 'owner' })
  } catch (error) {
    if (!isRefusal(error, 'NOT_FOUND') && !isRefusal(error, 'FORBIDDEN')) throw error
  }
}

function isRefusal(error: unknown, code: ChatError['code']): boolean {
  return error instanceof ChatError && error.code === code
}
