import { Popover } from '@base-ui/react/popover'
import type { MessageId } from '@chat/protocol'

/** The one list of readers of the screen, which opens beside the sign of a message. */
export const readersCard = Popover.createHandle<MessageId>()

/** What opens the list of those who have read a message. */
export function ReadersTrigger({
  messageId,
  ...props
}: { messageId: MessageId } & Omit<Popover.Trigger.Props, 'payload'>) {
  return <Popover.Trigger {...props} handle={readersCard} payload={messageId} />
}
