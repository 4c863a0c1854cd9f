import type { RoomView } from '@chat/client'
import type { Message, UserId } from '@chat/protocol'

/** One's latest message, to be edited; undefined where there is none, or where it has not been sent yet. */
export function latestOwn(
  { messages, outbox }: Pick<RoomView, 'messages' | 'outbox'>,
  me: UserId | undefined,
): Message | undefined {
  if (outbox.some(({ state }) => state !== 'refused')) return undefined
  return messages.findLast(({ authorId, deletedAt }) => authorId === me && deletedAt === undefined)
}
