import type { MessageId, Thread } from '@chat/protocol'
import type { Clock } from './clock.ts'

/** Longer than what is told overtakes what was told before it. */
const LATE_MS = 5_000

/**
 * What the server tells of a thread says how far the room's log and the mark went, but not which of two is the younger about
 * whether one follows it, whom one has blocked, and which rooms one is in. So this remembers when what was told: what arrives
 * is sure as long as nothing else was told since it was asked for.
 */
export function createToldThreads(clock: Clock) {
  const told = new Map<MessageId, { readonly on: number; readonly off: number }>()
  let latest = 0
  /** When a sync told of all threads that one follows. */
  let synchronised = 0
  /** When one's rooms, or whom one has blocked, were not what they had been. */
  let shaken = 0

  /** No two are the same, also within a millisecond. */
  function moment(): number {
    latest = Math.max(latest + 1, clock.now())
    return latest
  }

  const of = (rootId: MessageId) => told.get(rootId) ?? { on: 0, off: synchronised }

  return {
    /** From now on. */
    now: moment,
    /** From when on something can be true that was sent without being asked for. */
    early: (): number => moment() - LATE_MS,
    note({ rootId, following }: Thread): void {
      told.set(rootId, { ...of(rootId), [following ? 'on' : 'off']: moment() })
    },
    /** There is no such thread for one. */
    noteGone(rootId: MessageId): void {
      told.set(rootId, { on: moment(), off: moment() })
    },
    /** All that one follows. */
    noteAll(threads: readonly Thread[]): void {
      synchronised = moment()
      told.clear()
      for (const { rootId } of threads) told.set(rootId, { on: synchronised, off: 0 })
    },
    shake(): void {
      shaken = moment()
    },
    /** Whether anything else was told of a thread since then. */
    isOvertaken(rootId: MessageId, since: number): boolean {
      const { on, off } = of(rootId)
      return Math.max(on, off, shaken) > since
    },
    /** Whether something was told since then that may not go with this. */
    isContested({ rootId, following }: Thread, since: number): boolean {
      const { on, off } = of(rootId)
      return Math.max(following ? off : on, shaken) > since
    },
  }
}
