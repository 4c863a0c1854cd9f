import { useSyncExternalStore } from 'react'
import { layers } from '../design/layers.ts'

/** What the browser does not tell by itself: that the page has given itself another address. */
const listeners = new Set<() => void>()
/** How often somebody has gone to a place; to the same again counts. */
let steps = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('hashchange', listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('hashchange', listener)
    removeEventListener('popstate', listener)
  }
}

/** Opens another place: a path such as `/r/general`, or what stands over it, such as `#people`. */
export function goTo(address: string): void {
  // Written out: an empty address, which takes away what stands behind the `#`, would leave everything as it is.
  const { href } = new URL(address, location.href)
  layers.leaveFor(href, () => {
    steps += 1
    for (const listener of [...listeners]) listener()
  })
}

/** Gives the place that is open another address, without a step to go back to. */
export function renameTo(address: string): void {
  layers.rename(`${address}${location.hash}`)
  for (const listener of [...listeners]) listener()
}

/**
 * What stands behind the `#`, for what is shown over or beside a room; empty where there is nothing.
 *
 * @public
 */
export function useAddress(): string {
  return useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => '',
  )
}

/** The path of the page: which room is open. */
export function usePath(): string {
  return useSyncExternalStore(
    subscribe,
    () => location.pathname,
    () => '/',
  )
}

/** Another number whenever a place was gone to, also if one was there already. */
export function useSteps(): number {
  return useSyncExternalStore(
    subscribe,
    () => steps,
    () => 0,
  )
}

/** Lets links to rooms open them in place, wherever they stand; whoever wants a new tab gets one. */
export function followRoomLinks(page: Document): void {
  page.addEventListener('click', (event) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
    const link = target instanceof Element ? target.closest('a') : null
    if (link === null || link.origin !== location.origin || !link.pathname.startsWith('/r/')) return
    event.preventDefault()
    goTo(link.pathname)
  })
}
