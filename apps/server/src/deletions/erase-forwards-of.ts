import { findForwardsOf } from '../forwards/forwards-store.ts'
import { type DeletingParts, GROUP, PAUSE_MS } from './delete-messages-of.ts'
import type { Deletion } from './deletions-store.ts'

/**
 * Takes what somebody wrote out of all messages that pass it on. What can still be passed on while it works has a source
 * that is not taken out yet, and is found before it comes to the end.
 *
 * @returns whether it has come to the end
 */
export async function eraseForwardsOf(parts: DeletingParts, { userId }: Pick<Deletion, 'userId'>): Promise<boolean> {
  const { database, log, pause, isStopping } = parts
  for (;;) {
    if (isStopping()) return false
    const found = await findForwardsOf(database.read, userId, GROUP)
    if (found.length === 0) return true
    const began = performance.now()
    await Promise.all(
      found.map(({ id, room_id }) =>
        log.append({ kind: 'message.forward-erased', roomId: room_id, actorId: userId, messageId: id }),
      ),
    )
    await pause(Math.max(PAUSE_MS * found.length, performance.now() - began))
  }
}
