import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Opens another place in the page. */
export function goTo(address: string): void {
  location.hash = address
}

/** The part of the page's address that says which room is open. */
export function useAddress(): string {
  return useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => '',
  )
}
