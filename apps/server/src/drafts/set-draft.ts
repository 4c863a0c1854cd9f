import { setDraft } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { readableRoom } from '../rooms/rooms-store.ts'

/** What one has begun one may take away from anywhere. */
export const handleSetDraft = handle(setDraft, async ({ input, actor: { userId }, database, personLog }) => {
  if (input.text !== '') await readableRoom(database.read, userId, input.roomId)
  const { seq } = await personLog.append({ kind: 'drafts', userId, ...input })
  return { version: seq }
})
