import type { Seq } from '@chat/protocol'

/**
 * Emits what the logs of many owners (rooms, people) say, each in order of seq without a hole, for the owners that have
 * listeners here.
 */
export interface LogTail<Id, Changes> {
  /** Takes changes: emits them where they follow on what was emitted, else reads the log. */
  take(id: Id, changes: Changes): void
  /** Begins to follow a log from its head, unless it is followed already. */
  start(id: Id, head: Seq): void
  /**
   * Says how far a log is known to go, by whatever news.
   *
   * @param from where it was before that: a log that has listeners and is not followed yet is followed from there
   */
  hint(id: Id, head: Seq, from?: Seq): void
  /** Stops following a log that nobody listens to any more. */
  forget(id: Id): void
  /** Whose logs are followed. */
  followed(): Id[]
}

export interface LogTailOptions<Id, Changes> {
  readonly emit: (id: Id, changes: Changes) => void
  readonly hasListeners: (id: Id) => boolean
  /** Reads what came after a position; an empty answer means there is nothing. */
  readonly pull: (id: Id, after: Seq) => Promise<Changes>
  readonly onPullFailed: (id: Id, error: unknown) => void
}

interface Followed {
  emitted: Seq
  /** The log is known to go this far. */
  target: Seq
  pulling: boolean
}

/** Creates a tail that follows nobody's log yet. */
export function createLogTail<Id, Changes extends { readonly from: Seq; readonly to: Seq }>(
  options: LogTailOptions<Id, Changes>,
): LogTail<Id, Changes> {
  const { emit, hasListeners, pull, onPullFailed } = options
  const logs = new Map<Id, Followed>()

  function send(id: Id, log: Followed, changes: Changes): void {
    emit(id, changes)
    log.emitted = changes.to
  }

  async function catchUp(id: Id, log: Followed): Promise<void> {
    if (log.pulling) return
    log.pulling = true
    try {
      while (log.emitted < log.target && logs.get(id) === log) {
        const changes = await pull(id, log.emitted)
        if (changes.to <= log.emitted) break
        send(id, log, changes)
      }
    } catch (error) {
      onPullFailed(id, error)
    } finally {
      log.pulling = false
    }
  }

  /** The log, and whether it is followed or has listeners that make it so, from this position. */
  function follow(id: Id, from: Seq): Followed | undefined {
    const known = logs.get(id)
    if (known || !hasListeners(id)) return known
    const log = { emitted: from, target: from, pulling: false }
    logs.set(id, log)
    return log
  }

  return {
    take(id, changes) {
      const log = follow(id, changes.from)
      if (!log) return
      log.target = Math.max(log.target, changes.to)
      if (!log.pulling && log.emitted === changes.from) send(id, log, changes)
      else if (log.emitted < log.target) void catchUp(id, log)
    },
    start(id, head) {
      if (!logs.has(id)) logs.set(id, { emitted: head, target: head, pulling: false })
    },
    hint(id, head, from) {
      const log = from === undefined ? logs.get(id) : follow(id, from)
      if (!log) return
      log.target = Math.max(log.target, head)
      if (log.emitted < log.target) void catchUp(id, log)
    },
    forget: (id) => void logs.delete(id),
    followed: () => [...logs.keys()],
  }
}
