import { setReceipts } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { keepReceipts } from './receipts-store.ts'

/** Off from before it is on disk, on from after: what is read in between is shown to nobody. */
export const handleSetReceipts = handle(
  setReceipts,
  async ({ input: { on }, actor: { userId }, database, receipts, people }) => {
    if (!on) receipts.set(userId, false)
    await keepReceipts(database.write, userId, on)
    if (on) receipts.set(userId, true)
    people.tell(userId, 'receipts:changed', { on })
    return {}
  },
)
