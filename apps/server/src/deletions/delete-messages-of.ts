import type { MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import type { RoomLog } from '../log/room-log.ts'
import { findUndeleted } from '../messages/messages-store.ts'
import { roomsLeftBy } from '../rooms/members-store.ts'
import { type Deletion, keepPlace } from './deletions-store.ts'

/** How much of a room is looked through at once. */
const STRETCH = 1_000
/** How many messages are deleted at once: few enough that whoever sends at the same moment hardly waits. */
export const GROUP = 100
/** After each message, on average. It also bounds what everybody in the room receives: some hundred kilobytes a second. */
export const PAUSE_MS = 2

export interface DeletingParts {
  readonly database: Pick<Database, 'read' | 'write'>
  readonly log: RoomLog
  /** Resolves after a while, at once when the server stops. */
  pause(milliseconds: number): Promise<void>
  isStopping(): boolean
}

/**
 * Deletes everything that somebody wrote, who has left all rooms: room after room, oldest first, a group at a time, and
 * writes down how far it has come. What is deleted already is passed over, so that two nodes may do it at once.
 *
 * @returns whether it has come to the end
 */
export async function deleteMessagesOf(parts: DeletingParts, { userId, reached }: Deletion): Promise<boolean> {
  for (const { roomId, leftSeq } of await roomsLeftBy(parts.database.read, userId, reached?.roomId)) {
    let after = roomId === reached?.roomId ? reached.seq : 0
    while (after < leftSeq) {
      if (parts.isStopping()) return false
      after = await deleteNext(parts, { roomId, userId, after, upTo: Math.min(after + STRETCH, leftSeq) })
    }
  }
  return true
}

interface Next {
  readonly roomId: RoomId
  readonly userId: UserId
  readonly after: Seq
  readonly upTo: Seq
}

/** @returns up to where nothing of theirs is left */
async function deleteNext(parts: DeletingParts, { roomId, userId, after, upTo }: Next): Promise<Seq> {
  const { database, log, pause } = parts
  const found = await findUndeleted(database.read, { roomId, authorId: userId, after, upTo, limit: GROUP })
  const last = found.at(-1)
  if (!last) {
    await pause(0)
    return upTo
  }
  const began = performance.now()
  const remove = (messageId: MessageId) => log.append({ kind: 'message.deleted', roomId, actorId: userId, messageId })
  await Promise.all(found.map(({ id }) => remove(id)))
  const seq = found.length < GROUP ? upTo : last.seq
  await keepPlace(database.write, userId, { roomId, seq })
  // A server that has much to do gets more time for it.
  await pause(Math.max(PAUSE_MS * found.length, performance.now() - began))
  return seq
}
