import { clearReminder } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** What one wanted to be reminded of one may let go of from anywhere. */
export const handleClearReminder = handle(clearReminder, async ({ input, actor: { userId }, personLog }) => {
  await personLog.append({ kind: 'reminders', act: 'clear', userId, ...input })
  return {}
})
