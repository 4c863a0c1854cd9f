import type { RoomView } from '@chat/client'
import type { MessageId, QuotedMessage, UserId } from '@chat/protocol'

/** Finds what messages answer among what is loaded and what has come along with it. */
export function quotesOf(
  { messages, quoted }: Pick<RoomView, 'messages'> & Partial<Pick<RoomView, 'quoted'>>,
  blocked: ReadonlySet<UserId>,
) {
  let loaded: ReadonlyMap<MessageId, QuotedMessage> | undefined
  return (replyTo: MessageId | undefined, authorId?: UserId) => {
    if (replyTo === undefined) return { replyToAuthorId: undefined, quoted: undefined, quoteFolded: false }
    loaded ??= new Map(messages.map((message) => [message.id, message]))
    const message = loaded.get(replyTo) ?? quoted?.get(replyTo)
    const replyToAuthorId = authorId ?? message?.authorId
    return {
      replyToAuthorId,
      quoted: message,
      quoteFolded: isQuoteFolded(message, replyToAuthorId, blocked),
    }
  }
}

/** Whether what is shown of a message is of somebody whom one has blocked: its author, or whose text it only passes on. */
export function isQuoteFolded(
  quoted: QuotedMessage | undefined,
  authorId: UserId | undefined,
  blocked: ReadonlySet<UserId>,
): boolean {
  const passedOn = quoted?.text === '' ? quoted.forwarded?.authorId : undefined
  return [authorId, passedOn].some((id) => id !== undefined && blocked.has(id))
}
