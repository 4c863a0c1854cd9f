import type { Message, Seq, UserId } from '@chat/protocol'
import type { RoomState } from './room-state.ts'

/** How many messages of others follow a position; undefined where not all of them up to `head` are loaded. */
export function unreadAfter(
  room: RoomState | undefined,
  { seq, head, me }: { seq: Seq; head: Seq; me: UserId | undefined },
): number | undefined {
  if (!room || room.cursor < head) return undefined
  const { messages, hasMoreBefore } = room.window
  if (hasMoreBefore && (messages[0]?.seq ?? Number.POSITIVE_INFINITY) > seq) return undefined
  return messages.filter((message) => message.seq > seq && countsAsUnread(message, me)).length
}

/** What others wrote, and have not taken back. */
export function countsAsUnread({ authorId, deletedAt }: Message, me: UserId | undefined): boolean {
  return authorId !== me && deletedAt === undefined
}
