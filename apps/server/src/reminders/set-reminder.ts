import { setReminder } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { requireLater } from '../later/require-later.ts'
import { readableMessage } from '../messages/readable-message.ts'

export const handleSetReminder = handle(setReminder, async ({ input, actor: { userId }, database, personLog }) => {
  requireLater(input.remindAt, Date.now())
  await readableMessage(database.read, userId, input.messageId)
  await personLog.append({ kind: 'reminders', act: 'set', userId, ...input })
  return {}
})
