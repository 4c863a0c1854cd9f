import type { UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { ChatError } from '../gate/chat-error.ts'
import { toRefusal } from '../gate/to-refusal.ts'
import type { Logger } from '../logger.ts'
import type { Refused, Unchanged } from './applier.ts'
import { createGathering } from './gathering.ts'

/** A change that is on disk, for those who watch the log. */
export interface Committed<Change, Applied> {
  readonly change: Change
  readonly applied: Applied
}

/** A log that changes are written to. */
export interface Appending<Change, Applied> {
  /**
   * Makes a change and resolves once it is on disk.
   *
   * @throws {ChatError} if the change is refused, if too many are waiting (`OVERLOADED`), if the disk is full
   */
  append(change: Change): Promise<Applied | Unchanged>
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
}

interface Waiting<Change, Applied> {
  readonly change: Change
  resolve(outcome: Applied | Unchanged): void
  reject(error: unknown): void
}

const MAX_GROUP = 500
const MAX_WAITING = 2_000
const RETRY_AFTER_MS = 1_000

export interface GroupCommitOptions<Change, Applied> {
  readonly commit: (changes: readonly Change[]) => Promise<(Applied | Unchanged | Refused)[]>
  /**
   * Gets what was committed, in order of seq, after the acks have been handed out: a sender's ack must not wait for the
   * fan-out to a thousand others.
   *
   * @param waited for how many milliseconds they were held before, so that more could be committed with them
   */
  readonly onCommitted: (committed: readonly Committed<Change, Applied>[], waited: number) => void
  /** Who makes a change. */
  readonly writerOf: (change: Change) => UserId
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Group commit: what arrives while a transaction is under way shares the next one, so the disk sets the pace and one
 * fsync serves everybody who is waiting for it. Where several people write much, the next one waits for them, for
 * milliseconds (`gathering.ts`).
 */
export function createGroupCommit<Change, Applied extends { readonly status: 'applied' }>(
  options: GroupCommitOptions<Change, Applied>,
): Appending<Change, Applied> {
  type Group = readonly Waiting<Change, Applied>[]
  const { commit, onCommitted, writerOf, clock, logger } = options
  const waiting: Waiting<Change, Applied>[] = []
  const idleListeners: (() => void)[] = []
  let running = false
  const gathering = createGathering(clock, MAX_GROUP)

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const waited = await gathering.complete()
      const group = waiting.splice(0, MAX_GROUP)
      gathering.begun(group.length)
      const committed = await commitGroup(group)
      if (committed.length > 0) setImmediate(onCommitted, committed, waited)
    }
    running = false
    // Behind the fan-out of the last group.
    setImmediate(tellIdle)
  }

  function tellIdle(): void {
    if (!running) for (const listener of idleListeners.splice(0)) listener()
  }

  async function commitGroup(group: Group): Promise<Committed<Change, Applied>[]> {
    try {
      // Before anybody hears of it, who may go on with the next.
      const outcomes = await commit(group.map(({ change }) => change)).finally(gathering.done)
      return settle(group, outcomes)
    } catch (error) {
      if (group.length === 1 || !isAboutContent(error)) {
        logger.error({ err: error, changes: group.length }, 'could not commit')
        for (const { reject } of group) reject(toRefusal(error))
        return []
      }
      // One change that cannot be written must not take its neighbours with it.
      logger.warn({ err: error, changes: group.length }, 'could not commit a group; trying one by one')
      const committed: Committed<Change, Applied>[] = []
      for (const one of group) committed.push(...(await commitGroup([one])))
      return committed
    }
  }

  return {
    append(change) {
      if (waiting.length >= MAX_WAITING) {
        const details = { retryAfterMs: RETRY_AFTER_MS }
        return Promise.reject(new ChatError('OVERLOADED', 'The server has too much to write.', details))
      }
      return new Promise((resolve, reject) => {
        waiting.push({ change, resolve, reject })
        gathering.arrived(writerOf(change))
        if (running) return
        running = true
        // After the other packets that this turn of the event loop has read.
        setImmediate(run)
      })
    },
    idle: () => (running ? new Promise((resolve) => idleListeners.push(resolve)) : Promise.resolve()),
  }
}

function settle<Change, Applied extends { readonly status: 'applied' }>(
  group: readonly Waiting<Change, Applied>[],
  outcomes: readonly (Applied | Unchanged | Refused)[],
): Committed<Change, Applied>[] {
  const committed: Committed<Change, Applied>[] = []
  group.forEach(({ change, resolve, reject }, index) => {
    const outcome = outcomes[index]
    if (!outcome) reject(new Error('A change has no outcome'))
    else if (outcome.status === 'refused') reject(new ChatError(outcome.code, outcome.message))
    else resolve(outcome)
    if (outcome?.status === 'applied') committed.push({ change, applied: outcome })
  })
  return committed
}

/**
 * Whether it is something in a change that cannot be written, and not the database that cannot write. SQLSTATE 22 and 23
 * are data exceptions and violated constraints.
 */
function isAboutContent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    /^(22|23)\w{3}$/.test(code) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code) || error instanceof TypeError
  )
}
