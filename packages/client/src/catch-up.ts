import { type RequestOutput, type RoomChanges, type RoomId, type Seq, syncSession } from '@chat/protocol'
import type { Ask } from './requests.ts'

export interface CatchUpOptions {
  readonly cursors: () => Record<RoomId, Seq>
  readonly receive: (changes: RoomChanges) => void
  readonly apply: (answer: SyncAnswer, cursors: ReadonlyMap<string, Seq>) => Promise<void>
}

export type SyncAnswer = RequestOutput<typeof syncSession>

/**
 * The sync on a new connection. The server enters the rooms before it reads them, so live frames can overtake its answer:
 * they wait until it is applied.
 */
export function createCatchUp({ cursors, receive, apply }: CatchUpOptions) {
  let held: RoomChanges[] | undefined
  return {
    receive(changes: RoomChanges): void {
      if (held) held.push(changes)
      else receive(changes)
    },
    async synchronise(ask: Ask): Promise<void> {
      const frames: RoomChanges[] = []
      held = frames
      try {
        const sent = cursors()
        const answer = await ask(syncSession, { cursors: sent })
        await apply(answer, new Map(Object.entries(sent)))
      } finally {
        if (held === frames) held = undefined
        for (const changes of frames) receive(changes)
      }
    },
  }
}
