import type { User, UserId } from '@chat/protocol'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

/** Who is signed in, as far as the client knows. */
export interface Identity {
  readonly me: ReadableStore<User | undefined>
  account(): UserId | undefined
  set(user: User): void
  /** Resolves as soon as somebody is known. */
  known(): Promise<void>
}

export function createIdentity(onChanged: () => void): Identity {
  const me = createStore<User | undefined>(undefined)
  return {
    me,
    account: () => me.get()?.id,
    set(user) {
      if (JSON.stringify(user) === JSON.stringify(me.get())) return
      me.set(user)
      onChanged()
    },
    known: () =>
      new Promise((resolve) => {
        if (me.get()) return resolve()
        const unsubscribe = me.subscribe(() => {
          unsubscribe()
          resolve()
        })
      }),
  }
}
