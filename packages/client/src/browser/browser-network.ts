import type { Network } from '../network.ts'

/** A tab that was hidden for longer than this may have missed something without noticing. */
const ASLEEP_AFTER_MS = 15_000

/** What the browser says about the network, and when the page comes back from sleep. */
export const browserNetwork: Network = {
  isOnline: () => navigator.onLine,
  subscribe(listener) {
    let hiddenAt: number | undefined
    const stop = new AbortController()
    const { signal } = stop
    addEventListener('online', () => listener('online'), { signal })
    addEventListener('offline', () => listener('offline'), { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && listener('woke'), { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden) hiddenAt = Date.now()
        else if (hiddenAt !== undefined && Date.now() - hiddenAt > ASLEEP_AFTER_MS) listener('woke')
      },
      { signal },
    )
    return () => stop.abort()
  },
}
