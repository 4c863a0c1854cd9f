import { type RequestOutput, type RoomId, type Seq, syncSession } from '@chat/protocol'
import type { Ask } from './requests.ts'

export interface CatchUpOptions {
  readonly cursors: () => Record<RoomId, Seq>
  /** How far what is one's own is known. */
  readonly personCursor: () => Seq
  /** Whether nobody is at the device. */
  readonly isIdle: () => boolean
  readonly apply: (answer: SyncAnswer, cursors: ReadonlyMap<string, Seq>) => Promise<void>
}

export type SyncAnswer = RequestOutput<typeof syncSession>

/**
 * The sync on a new connection. The server enters the rooms before it reads them, and people change things on their other
 * devices, so events can overtake an answer that knows nothing of them yet: they wait until it is applied.
 */
export function createCatchUp({ cursors, personCursor, isIdle, apply }: CatchUpOptions) {
  let held: (() => void)[] | undefined
  return {
    /** Takes over an event, now or after the answer that is under way. */
    inOrder(take: () => void): void {
      if (held) held.push(take)
      else take()
    },
    async synchronise(ask: Ask): Promise<void> {
      const events: (() => void)[] = []
      held = events
      try {
        const sent = cursors()
        const own = { personCursor: personCursor(), ...(isIdle() && { idle: true }) }
        const answer = await ask(syncSession, { cursors: sent, ...own })
        await apply(answer, new Map(Object.entries(sent)))
      } finally {
        if (held === events) held = undefined
        for (const take of events) take()
      }
    },
  }
}
