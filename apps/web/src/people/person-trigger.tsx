import { Popover } from '@base-ui/react/popover'
import type { UserId } from '@chat/protocol'

/** The one card of the screen, which opens beside whatever names somebody. */
export const personCard = Popover.createHandle<UserId>()

/** A name or a face that opens the card of the person. */
export function PersonTrigger({ userId, ...props }: { userId: UserId } & Omit<Popover.Trigger.Props, 'payload'>) {
  return <Popover.Trigger {...props} handle={personCard} payload={userId} />
}
