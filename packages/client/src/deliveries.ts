import { limits, markDelivered, type RoomId, type RoomSummary, type Seq, type UserId } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'

/** What comes in within this time is said together, of all rooms. */
const TELL_AFTER_MS = 1_000

/**
 * Tells the server how far messages have arrived on this device, in rooms that are small enough for that to be told. Best
 * effort: what could not be said is said on the next connection, as long as it has not been read by then.
 */
export function createDeliveries(options: {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly receiptsOn: () => boolean
}) {
  const { ask, clock } = options
  const wanted = new Map<RoomId, Seq>()
  /** What the server knows, as far as this device has said it. */
  const said = new Map<RoomId, Seq>()
  let timer: unknown
  let busy = false
  let failures = 0

  function later(delay: number): void {
    if (timer !== undefined || busy || wanted.size === 0 || !options.isReady()) return
    timer = clock.setTimeout(() => {
      timer = undefined
      void tell()
    }, delay)
  }

  async function tell(): Promise<void> {
    if (!options.isReady() || !options.receiptsOn()) return
    const group = [...wanted].slice(0, limits.deliveryRooms)
    busy = true
    let delay = TELL_AFTER_MS
    try {
      await ask(markDelivered, { rooms: group.map(([roomId, seq]) => ({ roomId, seq })) })
      failures = 0
      for (const [roomId, seq] of group) {
        said.set(roomId, seq)
        if (wanted.get(roomId) === seq) wanted.delete(roomId)
      }
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      failures += 1
      delay = (error.body?.retryAfterMs ?? 0) + backOff(failures, options.random)
    }
    busy = false
    later(delay)
  }

  return {
    /** What is new in these rooms has arrived here. */
    note(rooms: readonly RoomSummary[]): void {
      if (!options.receiptsOn()) return
      for (const room of rooms) {
        const seq = newsOf(room)
        if (seq !== undefined) wanted.set(room.id, seq)
      }
      later(TELL_AFTER_MS)
    },
    /** There is a new connection. */
    resume(): void {
      failures = 0
      later(TELL_AFTER_MS)
    },
    /** The connection is lost. */
    pause(): void {
      clock.clearTimeout(timer)
      timer = undefined
    },
    /** Somebody else is signed in. */
    clear(): void {
      wanted.clear()
      said.clear()
    },
  }

  /** Where somebody else's message has arrived that one has not read: whoever reads says so anyway. */
  function newsOf({ id, memberCount, lastReadSeq, lastMessage }: RoomSummary): Seq | undefined {
    if (!lastMessage || lastMessage.authorId === options.account()) return undefined
    if (memberCount < 2 || memberCount > limits.receiptMembers) return undefined
    const known = Math.max(lastReadSeq, said.get(id) ?? 0, wanted.get(id) ?? 0)
    return lastMessage.seq > known ? lastMessage.seq : undefined
  }
}
