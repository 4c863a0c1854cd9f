import { getMessageRevisions } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { readableMessage } from './readable-message.ts'
import { readRevisions } from './revisions-store.ts'

export const handleGetMessageRevisions = handle(getMessageRevisions, async ({ input, actor, database }) => {
  const { id, before } = input
  const { head } = await readableMessage(database.read, actor.userId, id)
  const { revisions, more } = await readRevisions(database.read, id, { before, upTo: head })
  return { revisions, ...(more && { more }) }
})
