import { AnsweredMessage, RoomId, type UserId } from '@chat/protocol'
import { answering, type DraftState, emptyDraft, isAhead } from './draft-state.ts'
import type { DraftStorage } from './draft-storage.ts'

const PREFIX = 'chat.begun.'

/** The drafts of whoever is signed in, as they are kept on the device. Those of anybody else are for nobody's eyes. */
export function createKeptDrafts(storage: DraftStorage, account: () => UserId | undefined) {
  /** What this tab has found or written; another one may have written since. */
  const last = new Map<string, string | null>()
  const keyOf = (roomId: RoomId): string => `${PREFIX}${account()}.${roomId}`

  return {
    load(roomId: RoomId): DraftState {
      const key = keyOf(roomId)
      const kept = storage.getItem(key)
      last.set(key, kept)
      return (kept !== null && readDraft(kept)) || emptyDraft
    },
    /** @param own somebody has written it here: it then outweighs what another tab has kept */
    save(roomId: RoomId, state: DraftState, own: boolean): void {
      const key = keyOf(roomId)
      if (account() === undefined || (!own && storage.getItem(key) !== last.get(key))) return
      const nothing = state.text === '' && !state.answered && !isAhead(state)
      const kept = nothing ? null : JSON.stringify(state)
      last.set(key, kept)
      if (kept === null) storage.removeItem(key)
      else storage.setItem(key, kept)
    },
    /** The rooms in which something is kept. */
    rooms(): RoomId[] {
      const prefix = `${PREFIX}${account()}.`
      return storage.keys().flatMap((key) => {
        const { data } = RoomId.safeParse(key.startsWith(prefix) ? key.slice(prefix.length) : '')
        return data ?? []
      })
    },
    /** Forgets what others have begun to write here, or everything. */
    forget(which: 'others' | 'all'): void {
      const prefix = `${PREFIX}${account()}.`
      for (const key of storage.keys()) {
        if (key.startsWith(PREFIX) && (which === 'all' || !key.startsWith(prefix))) storage.removeItem(key)
      }
    },
  }
}

function readDraft(kept: string): DraftState | undefined {
  try {
    const state: unknown = JSON.parse(kept)
    if (!isDraft(state)) return undefined
    return answering(state, AnsweredMessage.safeParse(state.answered).data)
  } catch {
    return undefined
  }
}

function isDraft(state: unknown): state is DraftState {
  return (
    typeof state === 'object' && state !== null && 'text' in state && typeof state.text === 'string' && 'base' in state
  )
}
