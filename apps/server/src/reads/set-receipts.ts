import { setReceipts } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { keepReceipts } from './receipts-store.ts'

/** Only what is on disk counts: one that fails changes nothing. */
export const handleSetReceipts = handle(
  setReceipts,
  async ({ input: { on }, actor: { userId }, database, receipts, people }) => {
    await keepReceipts(database.write, userId, on)
    receipts.set(userId, on)
    people.tell(userId, 'receipts:changed', { on })
    return {}
  },
)
