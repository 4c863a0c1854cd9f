import { type FlusherLock, noLock } from '../flusher-lock.ts'

/**
 * One tab of the profile sends. A page on plain HTTP, as in a home network, has no Web Locks: there every tab sends, which
 * costs a few requests and doubles nothing.
 */
export function createWebFlusherLock(locks: LockManager | undefined = navigator.locks): FlusherLock {
  if (!locks) return noLock
  return {
    request(name, granted) {
      const wish = new AbortController()
      let release = (): void => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const held = locks.request(`chat:${name}`, { signal: wish.signal }, () => {
        if (wish.signal.aborted) return
        granted()
        return released
      })
      // Aborted, or a browser that refuses: then the client's patience decides.
      held.catch(() => {})
      return () => {
        wish.abort()
        release()
      }
    },
  }
}
