import type { User, UserId } from '@chat/protocol'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

/** Who is signed in, as far as the client knows. */
export interface Identity {
  readonly me: ReadableStore<User | undefined>
  /** Whose everything is; known before `me` where the client was told. */
  account(): UserId | undefined
  /** It is this account, although nothing else is known of it yet. */
  expect(account: UserId): void
  set(user: User): void
  clear(): void
  /** Resolves as soon as the account is known. */
  known(): Promise<void>
}

export function createIdentity(onChanged: () => void): Identity {
  const me = createStore<User | undefined>(undefined)
  const account = createStore<UserId | undefined>(undefined)
  return {
    me,
    account: account.get,
    expect: account.set,
    set(user) {
      account.set(user.id)
      if (JSON.stringify(user) === JSON.stringify(me.get())) return
      me.set(user)
      onChanged()
    },
    clear() {
      me.set(undefined)
      account.set(undefined)
    },
    known: () =>
      new Promise((resolve) => {
        if (account.get()) return resolve()
        const unsubscribe = account.subscribe(() => {
          unsubscribe()
          resolve()
        })
      }),
  }
}
