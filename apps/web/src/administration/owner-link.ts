import { createStore, type ReadableStore } from '@chat/client'
import type { KeptValues } from '../store/browser-storage.ts'

/** The link of a new server's owner, from when it is opened until it is used or set aside. */
export interface OwnerLink {
  /** undefined where nobody has opened one here. */
  readonly token: ReadableStore<string | undefined>
  forget(): void
}

const KEY = 'chat.owner-link'

/**
 * The token of an address such as `/owner#kV3mXb1q...`. It stands behind the `#`, which no browser sends anywhere.
 */
export function ownerTokenIn({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string | undefined {
  return /^\/owner\/?$/.test(pathname) && hash.length > 1 ? hash.slice(1) : undefined
}

/** @param storage of this tab: whoever has to sign in first may leave the page for that and come back */
export function createOwnerLink(storage: KeptValues, opened: string | undefined): OwnerLink {
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
