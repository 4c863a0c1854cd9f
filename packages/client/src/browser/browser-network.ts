import type { Network } from '../network.ts'

/** A tab that was hidden for longer than this may have missed something without noticing. */
const ASLEEP_AFTER_MS = 15_000
/** A page in sight looks this often whether the clock has gone on without it: a laptop that slept says nothing. */
const LOOK_MS = 5_000

/** What the browser says about the network, and when the page comes back from sleep. */
export const browserNetwork: Network = {
  isOnline: () => navigator.onLine,
  subscribe(listener) {
    let hiddenAt: number | undefined
    let lookedAt = Date.now()
    const stop = new AbortController()
    const { signal } = stop
    addEventListener('online', () => listener('online'), { signal })
    addEventListener('offline', () => listener('offline'), { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && listener('woke'), { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        lookedAt = Date.now()
        if (document.hidden) hiddenAt = Date.now()
        else if (hiddenAt !== undefined && Date.now() - hiddenAt > ASLEEP_AFTER_MS) listener('woke')
      },
      { signal },
    )
    const looking = setInterval(() => {
      const slept = Date.now() - lookedAt > ASLEEP_AFTER_MS
      lookedAt = Date.now()
      // In a hidden tab the browser lets time jump as well; it hears of that once somebody looks at it.
      if (slept && !document.hidden) listener('woke')
    }, LOOK_MS)
    return () => {
      clearInterval(looking)
      stop.abort()
    }
  },
}
