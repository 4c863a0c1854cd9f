import { isRetriable } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import { RequestError } from './request-error.ts'

export interface MarksOptions<Key, Mark> {
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  /** Tells the server how far one has read; the answer is how far it knows that by now. */
  readonly say: (key: Key, mark: Mark) => Promise<Mark>
  /** The one of two marks of one place that counts. */
  readonly later: (mark: Mark, other: Mark) => Mark
  /** The mark has moved, here or on the server. */
  readonly onMoved: (key: Key, mark: Mark) => void
}

/**
 * Tells the server how far one has read. It shows at once; of several marks of one place one counts, and only one
 * request is under way for each. What could not be said is said on the next connection.
 */
export function createMarks<Key, Mark>({ clock, say, later, onMoved, ...options }: MarksOptions<Key, Mark>) {
  const wanted = new Map<Key, Mark>()
  const busy = new Set<Key>()
  const failures = new Map<Key, number>()
  const timers = new Map<Key, unknown>()

  async function tell(key: Key): Promise<void> {
    const mark = wanted.get(key)
    if (mark === undefined || !options.isReady() || busy.has(key) || timers.has(key)) return
    busy.add(key)
    try {
      const marked = await say(key, mark)
      failures.delete(key)
      // Somebody else may be signed in by now.
      if (!wanted.has(key)) return
      if (wanted.get(key) === mark) wanted.delete(key)
      onMoved(key, marked)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      recover(key, error)
    } finally {
      busy.delete(key)
      void tell(key)
    }
  }

  function recover(key: Key, { body }: RequestError): void {
    if (body && !isRetriable(body.code)) {
      wanted.delete(key)
      return
    }
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    const delay = (body?.retryAfterMs ?? 0) + backOff(count, options.random)
    const again = () => {
      timers.delete(key)
      void tell(key)
    }
    timers.set(key, clock.setTimeout(again, delay))
  }

  function forgetTimers(): void {
    for (const timer of timers.values()) clock.clearTimeout(timer)
    timers.clear()
    failures.clear()
  }

  return {
    /** How far one has read and the server has not been told. */
    wanted: (key: Key): Mark | undefined => wanted.get(key),
    /** Has the server told that one has read up to here. */
    want(key: Key, mark: Mark): void {
      const before = wanted.get(key)
      wanted.set(key, before === undefined ? mark : later(mark, before))
      void tell(key)
    },
    /** There is a new connection: what waits is said. */
    resume(): void {
      forgetTimers()
      for (const key of [...wanted.keys()]) void tell(key)
    },
    clear(): void {
      forgetTimers()
      wanted.clear()
    },
  }
}
