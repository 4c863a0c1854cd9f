import { getRoom, isRetriable, type RoomId, type RoomSummary } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'

/** Several doubts of one room are one question; most are over by then, as what they are about was loaded. */
const AFTER_MS = 300

export interface RecountsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  /** Counts what is loaded; false where that is not all. */
  readonly recount: (roomId: RoomId) => boolean
  /** Takes over what the server has counted; false where that is older than what is known here. */
  readonly take: (room: RoomSummary) => boolean
}

/** Asks the server for the counts of rooms of which the client does not know them for sure. */
export function createRecounts(options: RecountsOptions) {
  const { ask, clock } = options
  const wanted = new Set<RoomId>()
  /** Rooms of which what is loaded does not tell enough. */
  const unknown = new Set<RoomId>()
  const busy = new Set<RoomId>()
  const failures = new Map<RoomId, number>()
  const timers = new Map<RoomId, unknown>()

  function later(roomId: RoomId, delay: number): void {
    if (!options.isReady() || busy.has(roomId) || timers.has(roomId)) return
    const run = () => {
      timers.delete(roomId)
      void settle(roomId)
    }
    timers.set(roomId, clock.setTimeout(run, delay))
  }

  async function settle(roomId: RoomId): Promise<void> {
    wanted.delete(roomId)
    if (options.recount(roomId) && !unknown.has(roomId)) return
    busy.add(roomId)
    unknown.delete(roomId)
    const delay = await askServer(roomId).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error
      return afterFailure(roomId, error)
    })
    busy.delete(roomId)
    if (wanted.has(roomId)) later(roomId, delay)
  }

  async function askServer(roomId: RoomId): Promise<number> {
    const { room, member } = await ask(getRoom, { address: roomId })
    failures.delete(roomId)
    if (member && !options.take(room)) wantAgain(roomId)
    return AFTER_MS
  }

  function afterFailure(roomId: RoomId, { body }: RequestError): number {
    if (!body || isRetriable(body.code)) wantAgain(roomId)
    const count = (failures.get(roomId) ?? 0) + 1
    failures.set(roomId, count)
    return (body?.retryAfterMs ?? 0) + backOff(count, options.random)
  }

  /** What the server was to say is not said. */
  function wantAgain(roomId: RoomId): void {
    wanted.add(roomId)
    unknown.add(roomId)
  }

  return {
    /** @param inThreads only the server can know, whatever is loaded */
    want(roomId: RoomId, inThreads = false): void {
      wanted.add(roomId)
      if (inThreads) unknown.add(roomId)
      later(roomId, AFTER_MS)
    },
    /** Something else counts than before: what is being counted now is counted once more. */
    repeat(): void {
      for (const roomId of busy) wantAgain(roomId)
    },
    /** The connection is lost; the next sync brings all counts. */
    pause(): void {
      for (const timer of timers.values()) clock.clearTimeout(timer)
      timers.clear()
      failures.clear()
      wanted.clear()
      unknown.clear()
    },
    /** There is a new connection. */
    resume(): void {
      for (const roomId of wanted) later(roomId, AFTER_MS)
    },
  }
}
