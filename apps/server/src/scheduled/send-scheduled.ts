import { sendScheduled } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

export const handleSendScheduled = handle(sendScheduled, async ({ input, actor, scheduledSender }) => ({
  seq: await scheduledSender.sendNow(actor.userId, input.id),
}))
