import {
  type AnsweredMessage,
  isRetriable,
  type MessageId,
  type RoomChanges,
  type RoomId,
  setDraft,
  type UserId,
} from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import {
  answering,
  choose,
  type DraftChoice,
  type DraftState,
  isAhead,
  type KnownDraft,
  meet,
  sentOff,
  taken,
  written,
} from './draft-state.ts'
import type { DraftStorage } from './draft-storage.ts'
import { createKeptDrafts } from './kept-drafts.ts'
import type { PersonKeeper } from './person-keeper.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** So long after the last key what was written is told. */
const TELL_AFTER_MS = 1_000

/** What somebody has begun to write in one room; it is the same on all their devices, and kept until it is sent. */
export interface RoomDraft extends ReadableStore<string> {
  set(text: string): void
  /** The message that it answers. */
  readonly answered: ReadableStore<AnsweredMessage | undefined>
  /** Makes it answer a message, or none. */
  answer(message: AnsweredMessage | undefined): void
  /** Puts a text before what is there already, which answers this message unless it answers another. */
  prepend(text: string, answered?: AnsweredMessage): void
  /**
   * Hands the text over: the draft is empty at once, but forgotten only when `store` has resolved. If it rejects, the
   * text comes back.
   */
  handOver(store: (text: string, replyTo?: MessageId) => Promise<unknown>): Promise<void>
  /** What another device has written while one has written here; undefined where there is no such thing. */
  readonly elsewhere: ReadableStore<string | undefined>
  /** Takes the other text instead of one's own, adds it below, or leaves it. */
  choose(choice: DraftChoice): void
}

export interface Drafts {
  of(roomId: RoomId): RoomDraft
  /** The rooms in which something is begun. */
  readonly begun: ReadableStore<ReadonlySet<RoomId>>
  /** Tells the server now what has been written: the person goes elsewhere. */
  tellNow(): void
}

export interface DraftsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly storage: DraftStorage
  readonly keeper: Pick<PersonKeeper, 'of' | 'cursor'>
}

interface Room {
  readonly draft: RoomDraft
  readonly text: WritableStore<string>
  readonly answered: WritableStore<AnsweredMessage | undefined>
  readonly elsewhere: WritableStore<string | undefined>
  state: DraftState
  telling: boolean
  failures: number
  timer?: unknown
}

/** Keeps what one has begun to write, here at once and on the server a moment later. */
export function createDrafts({ ask, clock, random, isReady, account, storage, keeper }: DraftsOptions) {
  const kept = createKeptDrafts(storage, account)
  const there = keeper.of('drafts')
  const rooms = new Map<RoomId, Room>()
  const begun = createStore<ReadonlySet<RoomId>>(new Set())

  function update(roomId: RoomId, room: Room, state: DraftState, own = false): void {
    // Somebody else is signed in by now.
    if (state === room.state || rooms.get(roomId) !== room) return
    room.state = state
    kept.save(roomId, state, own)
    room.text.set(state.text)
    room.answered.set(state.answered)
    room.elsewhere.set(state.elsewhere?.text)
    noteBegun()
  }

  function noteBegun(): void {
    const now = new Set<RoomId>()
    for (const { roomId } of there.get().values()) if (!rooms.has(roomId)) now.add(roomId)
    for (const [roomId, { state }] of rooms) if (state.text.trim() !== '') now.add(roomId)
    const before = begun.get()
    if (now.size !== before.size || [...now].some((roomId) => !before.has(roomId))) begun.set(now)
  }

  function open(roomId: RoomId): Room {
    const known = rooms.get(roomId)
    if (known) return known
    const state = kept.load(roomId)
    const text = createStore(state.text)
    const answered = createStore(state.answered)
    const elsewhere = createStore(state.elsewhere?.text)
    const set = (next: string): void => write(roomId, room, next)
    const answer = (message: AnsweredMessage | undefined): void => {
      update(roomId, room, answering(room.state, message), true)
      tellLater(roomId, room)
    }
    const prepend = (earlier: string, message?: AnsweredMessage): void => {
      const later = room.state.text
      if (message && !room.state.answered) answer(message)
      set(later === '' ? earlier : `${earlier}\n\n${later}`)
    }
    const draft: RoomDraft = {
      get: text.get,
      subscribe: text.subscribe,
      set,
      answered,
      answer,
      prepend,
      async handOver(store) {
        const handed = room.state
        // Out of sight, and still kept.
        clock.clearTimeout(room.timer)
        room.state = sentOff(room.state)
        text.set('')
        answered.set(undefined)
        try {
          await store(handed.text, handed.answered?.id)
        } catch (error) {
          prepend(handed.text, handed.answered)
          throw error
        }
        kept.save(roomId, room.state, true)
        noteBegun()
        see(roomId, room)
        void tell(roomId, room)
      },
      elsewhere,
      choose(choice) {
        update(roomId, room, choose(room.state, choice), true)
        void tell(roomId, room)
      },
    }
    const room: Room = { draft, text, answered, elsewhere, state, telling: false, failures: 0 }
    rooms.set(roomId, room)
    see(roomId, room)
    return room
  }

  function write(roomId: RoomId, room: Room, text: string): void {
    update(roomId, room, written(room.state, text), true)
    tellLater(roomId, room)
  }

  function tellLater(roomId: RoomId, room: Room, delay = TELL_AFTER_MS): void {
    clock.clearTimeout(room.timer)
    room.timer = clock.setTimeout(() => void tell(roomId, room), delay)
  }

  /** Looks at what the server has, unless it may not know yet what it was told. */
  function see(roomId: RoomId, room: Room): void {
    const draft = there.get().get(roomId)
    if (room.telling || (!draft && keeper.cursor() < Math.max(1, room.state.base.version))) return
    const before = room.state
    update(roomId, room, meet(before, draft))
    // The other text is gone, and what was written here can be told.
    if (before.elsewhere && !room.state.elsewhere) tellLater(roomId, room)
  }

  async function tell(roomId: RoomId, room: Room): Promise<void> {
    const { state } = room
    if (room.telling || !isReady() || !isAhead(state) || state.elsewhere) return
    const sent = state.text.trim()
    const { base, answered } = state
    const replyTo = sent === '' ? undefined : answered?.id
    const { success, data } = setDraft.input.safeParse({ roomId, text: sent, replyTo, version: base.version })
    // What is too long stays here, until it is short enough to be sent.
    if (!success) return
    clock.clearTimeout(room.timer)
    room.telling = true
    update(roomId, room, { ...state, sent })
    try {
      const { version } = await ask(setDraft, data)
      finish(roomId, room, { version, text: sent, answered })
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      fail(roomId, room, error, { ...base, text: sent, answered })
    }
  }

  function finish(roomId: RoomId, room: Room, base: KnownDraft): void {
    room.telling = false
    room.failures = 0
    update(roomId, room, taken(room.state, base))
    see(roomId, room)
    void tell(roomId, room)
  }

  function fail(roomId: RoomId, room: Room, { body }: RequestError, sent: KnownDraft): void {
    room.telling = false
    // One is not in the room any more, say: it is kept here alone, as it is.
    if (body && body.code !== 'CONFLICT' && !isRetriable(body.code)) {
      update(roomId, room, taken(room.state, sent))
      return
    }
    see(roomId, room)
    room.failures += 1
    tellLater(roomId, room, (body?.retryAfterMs ?? 0) + backOff(room.failures, random))
  }

  there.subscribe(() => {
    for (const [roomId, room] of rooms) see(roomId, room)
    noteBegun()
  })

  const client: Drafts = {
    of: (roomId) => open(roomId).draft,
    begun,
    tellNow(): void {
      for (const [roomId, room] of rooms) void tell(roomId, room)
    },
  }

  return {
    client,
    /** There is a new connection: what was written before and is not told yet is told. */
    resume(): void {
      kept.forget('others')
      for (const roomId of kept.rooms()) open(roomId)
      for (const [roomId, room] of rooms) {
        see(roomId, room)
        void tell(roomId, room)
      }
    },
    /** What one has begun to write has been sent, from another device that could not say so any more. */
    heard({ roomId, from, messages }: Pick<RoomChanges, 'roomId' | 'from' | 'messages'>): void {
      const room = there.get().has(roomId) ? open(roomId) : rooms.get(roomId)
      if (!room || isAhead(room.state) || room.state.text === '') return
      const sent = messages.some(
        ({ authorId, seq, text }) => authorId === account() && seq > from && text === room.state.text.trim(),
      )
      if (!sent) return
      update(roomId, room, sentOff(room.state))
      void tell(roomId, room)
    },
    /** Nobody is to find what was begun here. */
    forget: (): void => kept.forget('all'),
    /** Somebody else is signed in. */
    clear(): void {
      for (const { timer, text, answered, elsewhere } of rooms.values()) {
        clock.clearTimeout(timer)
        text.set('')
        answered.set(undefined)
        elsewhere.set(undefined)
      }
      rooms.clear()
      begun.set(new Set())
    },
  }
}
