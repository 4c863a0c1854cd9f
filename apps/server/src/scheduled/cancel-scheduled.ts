import { cancelScheduled } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** What one has scheduled one may take back from anywhere. */
export const handleCancelScheduled = handle(cancelScheduled, async ({ input, actor: { userId }, personLog }) => {
  await personLog.append({ kind: 'scheduled', act: 'cancel', userId, ...input })
  return {}
})
