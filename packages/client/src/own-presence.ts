import { type ChosenStatus, setIdle, setPresence } from '@chat/protocol'
import type { Activity } from './activity.ts'
import type { Clock } from './clock.ts'
import type { Ask } from './requests.ts'
import { createStore } from './writable-store.ts'

/** Whoever has not touched the device for so long is away. */
export const IDLE_AFTER_MS = 5 * 60_000

/** What others see of oneself: what one has chosen, and whether one is at this device. */
export function createOwnPresence(options: {
  readonly ask: Ask
  readonly clock: Clock
  readonly isReady: () => boolean
  /** undefined for a program: it is always there. */
  readonly activity: Activity | undefined
}) {
  const { ask, clock, activity } = options
  const chosen = createStore<ChosenStatus>('online')
  let idle = false
  /** What the server was told on this connection. */
  let told = false
  let touchedAt = 0
  let timer: unknown
  let unsubscribe: (() => void) | undefined

  function touch(): void {
    touchedAt = clock.now()
    if (!idle) return
    idle = false
    check()
    tell()
  }

  /** A touch sets no timer anew; whether it was the last one is found out when it would have been long ago. */
  function check(): void {
    const left = touchedAt + IDLE_AFTER_MS - clock.now()
    timer = left > 0 ? clock.setTimeout(check, left) : undefined
    if (left > 0) return
    idle = true
    tell()
  }

  function tell(): void {
    if (!options.isReady() || told === idle) return
    told = idle
    // Best effort: the next connection says it again.
    ask(setIdle, { idle }).catch(() => {})
  }

  return {
    chosen,
    take: (status: ChosenStatus): void => chosen.set(status),
    async choose(status: ChosenStatus): Promise<void> {
      await ask(setPresence, { status })
      chosen.set(status)
    },
    /** For the first request of a connection. */
    isIdle(): boolean {
      told = idle
      return idle
    },
    /** There is a new connection: it may have changed since its first request. */
    resume: tell,
    start(): void {
      if (!activity || unsubscribe) return
      unsubscribe = activity.subscribe(touch)
      touchedAt = clock.now()
      check()
    },
    stop(): void {
      unsubscribe?.()
      unsubscribe = undefined
      clock.clearTimeout(timer)
      idle = false
    },
  }
}
