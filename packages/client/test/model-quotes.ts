import { limits, type Message, type MessageId, type QuotedMessage } from '@chat/protocol'

/** What a reply shows of the message that it answers. */
export function toQuoted({ id, seq, authorId, text, deletedAt }: QuotedMessage): QuotedMessage {
  const beginning = text.slice(0, limits.quotedText.max)
  return { id, seq, authorId, text: beginning, ...(deletedAt !== undefined && { deletedAt }) }
}

/** What these messages answer and is not among them, out of all. */
export function quotedWith(
  messages: readonly Message[],
  all: ReadonlyMap<MessageId, Message>,
): { readonly quoted?: QuotedMessage[] } {
  const wanted = new Set(messages.flatMap(({ replyTo = [] }) => replyTo))
  for (const { id } of messages) wanted.delete(id)
  const quoted = [...wanted].flatMap((id) => all.get(id) ?? [])
  return quoted.length > 0 ? { quoted: quoted.map(toQuoted) } : {}
}
