import { getPersonChanges } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findPersonHeads, readPersonChanges } from './read-person-changes.ts'

export const handleGetPersonChanges = handle(getPersonChanges, async ({ input, actor: { userId }, database }) => {
  const heads = await findPersonHeads(database.read, [userId])
  const head = heads.get(userId)?.head ?? 0
  return readPersonChanges(database.read, { userId, head }, input.after, {
    limit: input.limit,
    snapshotAt: input.snapshotAt,
  })
})
