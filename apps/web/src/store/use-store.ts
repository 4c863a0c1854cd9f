import type { ReadableStore } from '@chat/client'
import { useSyncExternalStore } from 'react'

/** The value of a store; renders again when, and only when, that value changes. */
export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
