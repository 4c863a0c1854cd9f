import { saveMessage } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { readableMessage } from '../messages/readable-message.ts'

/** What one has saved one may let go of from anywhere. */
export const handleSaveMessage = handle(saveMessage, async ({ input, actor: { userId }, database, personLog }) => {
  const { messageId, on } = input
  if (on) await readableMessage(database.read, userId, messageId)
  await personLog.append({ kind: 'saved', userId, messageId, on })
  return {}
})
