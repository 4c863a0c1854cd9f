import { getPersonChanges, type PersonChanges, type PersonKind, type Seq } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import {
  applyPersonChanges,
  emptyPersonState,
  knowsEveryKind,
  type PersonItems,
  type PersonState,
  replacedBy,
  toPersonChanges,
} from './person-state.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

export interface PersonKeeperOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  /** There is something new to be cached. */
  readonly onChanged: () => void
  /** What one has known by then has changed, and was like this before. */
  readonly onNews: (before: PersonItems) => void
}

/** Keeps what is one's own as the server has it, by one cursor for all of it. */
export function createPersonKeeper({ ask, clock, random, isReady, onChanged, onNews }: PersonKeeperOptions) {
  const store = createStore<PersonState>(emptyPersonState)
  /** Everything that there is, while it comes in pieces. What was known before shows until it is complete. */
  let loading: { readonly state: PersonState; readonly snapshotAt: Seq } | undefined
  /** The log is known to go this far. */
  let target: Seq = 0
  /** Something may be missing that nobody has told of. */
  let doubtful = false
  let pulling = false
  let failures = 0
  let timer: unknown

  function set(state: PersonState): void {
    const before = store.get()
    // Whoever begins with nothing learns what there is, and not that anything has happened.
    const isFirst = loading !== undefined && before.cursor === 0
    loading = undefined
    if (state === before) return
    store.set(state)
    onChanged()
    if (!isFirst) onNews(before.items)
  }

  const cursor = (): Seq => (loading?.state ?? store.get()).cursor

  /** @param asked the cursor that this is an answer to; a frame is none */
  function take(changes: PersonChanges, asked?: Seq): void {
    const { from, head } = changes
    const isEverything = from === 0 && asked !== undefined
    // The log that was known is no more.
    target = isEverything && head < asked ? head : Math.max(target, head)
    if (isEverything) loading = { state: emptyPersonState, snapshotAt: head }
    const state = applyPersonChanges(loading?.state ?? store.get(), changes)
    if (state === 'gap') return
    if (loading && state.cursor < loading.snapshotAt) loading = { ...loading, state }
    else set(state)
  }

  const isBehind = (): boolean => doubtful || cursor() < target

  async function askOn(): Promise<void> {
    const asked = cursor()
    doubtful = false
    const changes = await ask(getPersonChanges, {
      after: asked,
      ...(loading && { snapshotAt: loading.snapshotAt }),
    })
    // Otherwise somebody else is signed in by now, and has begun anew.
    if (cursor() >= asked) take(changes, asked)
  }

  async function pull(): Promise<void> {
    if (pulling || !isBehind() || !isReady()) return
    pulling = true
    try {
      while (isBehind()) await askOn()
      failures = 0
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      doubtful = true
      failures += 1
      const delay = (error.body?.retryAfterMs ?? 0) + backOff(failures, random)
      clock.clearTimeout(timer)
      timer = clock.setTimeout(() => void pull(), delay)
    } finally {
      pulling = false
    }
  }

  return {
    /** How far what is known goes. */
    cursor: (): Seq => store.get().cursor,
    /** What is one's own of one kind. */
    of: <Kind extends PersonKind>(kind: Kind): ReadableStore<PersonItems[Kind]> => ({
      get: () => store.get().items[kind],
      subscribe: store.subscribe,
    }),
    /** Takes over a frame. */
    receive(changes: PersonChanges): void {
      take(changes)
      void pull()
    },
    /** Takes over what a sync brings. */
    takeSync(changes: PersonChanges | undefined): void {
      // It was asked for after what is complete.
      loading = undefined
      if (changes) take(changes, store.get().cursor)
    },
    /** A frame could not be read: something may be missing. */
    suspect(): void {
      doubtful = true
      void pull()
    },
    /** Takes over what was cached. */
    restore(cached: PersonChanges | undefined): void {
      if (cached && knowsEveryKind(cached)) store.set(replacedBy(cached))
    },
    /** What there is to be cached. */
    snapshot: (): PersonChanges => toPersonChanges(store.get()),
    /** There is a new connection. */
    resume(): void {
      clock.clearTimeout(timer)
      failures = 0
      void pull()
    },
    /** Somebody else is signed in. */
    clear(): void {
      clock.clearTimeout(timer)
      doubtful = false
      loading = undefined
      target = 0
      store.set(emptyPersonState)
    },
  }
}

export type PersonKeeper = ReturnType<typeof createPersonKeeper>
