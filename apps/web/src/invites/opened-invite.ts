import { createStore, type ReadableStore } from '@chat/client'
import type { KeptValues } from '../store/browser-storage.ts'

/** The invite link that was opened here, until it is used or set aside. */
export interface OpenedInvite {
  readonly token: ReadableStore<string | undefined>
  forget(): void
}

const KEY = 'chat.invite'

/** @param storage of this tab: whoever has to sign in first may leave the page for that and come back */
export function createOpenedInvite(storage: KeptValues, opened: string | undefined): OpenedInvite {
  if (opened !== undefined) storage.setItem(KEY, opened)
  const token = createStore<string | undefined>(storage.getItem(KEY) ?? undefined)
  return {
    token,
    forget() {
      storage.removeItem(KEY)
      token.set(undefined)
    },
  }
}
