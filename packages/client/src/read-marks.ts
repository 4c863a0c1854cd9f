import { isRetriable, markRead, type RoomId, type RoomSummary, type Seq } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'

export interface ReadMarksOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  /** The mark has moved, here or on the server. */
  readonly onMoved: (roomId: RoomId, seq: Seq) => void
}

/**
 * Tells the server how far one has read. It shows at once; of several marks of one room the furthest counts, and only one
 * request is under way for each. What could not be said is said on the next connection, also by the next program.
 */
export function createReadMarks(options: ReadMarksOptions) {
  const { ask, clock, onMoved } = options
  const wanted = new Map<RoomId, Seq>()
  const busy = new Set<RoomId>()
  const failures = new Map<RoomId, number>()
  const timers = new Map<RoomId, unknown>()

  async function tell(roomId: RoomId): Promise<void> {
    const seq = wanted.get(roomId)
    if (seq === undefined || !options.isReady() || busy.has(roomId) || timers.has(roomId)) return
    busy.add(roomId)
    try {
      const marked = await ask(markRead, { roomId, seq })
      failures.delete(roomId)
      // Somebody else may be signed in by now.
      if (!wanted.has(roomId)) return
      if (wanted.get(roomId) === seq) wanted.delete(roomId)
      onMoved(roomId, marked.seq)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      recover(roomId, error)
    } finally {
      busy.delete(roomId)
      void tell(roomId)
    }
  }

  function recover(roomId: RoomId, { body }: RequestError): void {
    if (body && !isRetriable(body.code)) {
      wanted.delete(roomId)
      return
    }
    const count = (failures.get(roomId) ?? 0) + 1
    failures.set(roomId, count)
    const delay = (body?.retryAfterMs ?? 0) + backOff(count, options.random)
    const again = () => {
      timers.delete(roomId)
      void tell(roomId)
    }
    timers.set(roomId, clock.setTimeout(again, delay))
  }

  function forgetTimers(): void {
    for (const timer of timers.values()) clock.clearTimeout(timer)
    timers.clear()
    failures.clear()
  }

  return {
    /** Marks the room as read up to here; without a position, up to its end. */
    mark(roomId: RoomId, upTo?: Seq): void {
      const room = options.summaryOf(roomId)
      if (!room) return
      const seq = Math.min(upTo ?? room.head, room.head)
      if (seq <= room.lastReadSeq) return
      wanted.set(roomId, Math.max(seq, wanted.get(roomId) ?? 0))
      onMoved(roomId, seq)
      void tell(roomId)
    },
    /** The server has just told how far it knows that one has read: what it does not know is said again. */
    repeat(answered: readonly RoomSummary[]): void {
      for (const { id, lastReadSeq } of answered) {
        const seq = options.summaryOf(id)?.lastReadSeq ?? 0
        if (seq <= lastReadSeq) continue
        wanted.set(id, Math.max(seq, wanted.get(id) ?? 0))
        void tell(id)
      }
    },
    /** There is a new connection: what waits is said. */
    resume(): void {
      forgetTimers()
      for (const roomId of [...wanted.keys()]) void tell(roomId)
    },
    clear(): void {
      forgetTimers()
      wanted.clear()
    },
  }
}
