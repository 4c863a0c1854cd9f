import type { RoomView } from '@chat/client'
import type { MessageId, QuotedMessage } from '@chat/protocol'

/** What a room's view knows of a message that is answered. */
export function findQuoted(
  { messages, quoted }: Pick<RoomView, 'messages' | 'quoted'>,
  id: MessageId,
): QuotedMessage | undefined {
  return messages.find((message) => message.id === id) ?? quoted.get(id)
}
