import { blockUser, type UserId } from '@chat/protocol'
import type { Ask } from './requests.ts'
import { createStore } from './writable-store.ts'

const NOBODY: ReadonlySet<UserId> = new Set()

/** Whom one does not want to hear from. The server keeps them from writing; what they say in rooms is for a screen to fold. */
export function createBlocks(options: { readonly ask: Ask; readonly onChanged: () => void }) {
  const store = createStore<ReadonlySet<UserId>>(NOBODY)

  function take(userId: UserId, on: boolean): void {
    if (store.get().has(userId) !== on) {
      const left = [...store.get()].filter((id) => id !== userId)
      store.set(new Set(on ? [...left, userId] : left))
    }
    // Also where it was known: what told of it before may have overtaken what counts.
    options.onChanged()
  }

  return {
    store,
    take,
    /** Takes over what a sync says. */
    replace(userIds: readonly UserId[] = []): void {
      const known = store.get()
      if (userIds.length !== known.size || userIds.some((id) => !known.has(id))) store.set(new Set(userIds))
    },
    clear: (): void => store.set(NOBODY),
    async set(userId: UserId, on: boolean): Promise<void> {
      await options.ask(blockUser, { userId, on })
      take(userId, on)
    },
  }
}
