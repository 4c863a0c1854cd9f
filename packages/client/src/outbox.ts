import {
  type ErrorBody,
  isRetriable,
  type MessageId,
  type RoomId,
  type Seq,
  sendMessage,
  type UserId,
} from '@chat/protocol'
import type { Clock } from './clock.ts'
import type { FlusherLock } from './flusher-lock.ts'
import type { OutboxChannel, OutboxNews } from './outbox-channel.ts'
import * as states from './outbox-state.ts'
import type { OutboxStorage, StoredMessage } from './outbox-storage.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import { createSendPauses } from './send-pauses.ts'

/**
 * How long a connected client leaves its messages to the one that holds the lock. The holder may be a tab that the device
 * has put to sleep.
 */
export const LOCK_PATIENCE_MS = 15_000

export interface OutboxOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly storage: OutboxStorage
  readonly lock: FlusherLock
  readonly channel: OutboxChannel
  /** What waits in the room has changed. */
  readonly onChanged: (roomId: RoomId) => void
  /** The server has stored a message at this position of the room's log. */
  readonly onSent: (roomId: RoomId, seq: Seq) => void
  /** What is stored has been read, and may hold what the room's log has brought already. */
  readonly onLoaded: (roomId: RoomId) => void
  /** Resolves once the cache has what is shown. */
  readonly cached: () => Promise<void>
  readonly onStorageFailed: (error: unknown) => void
}

/** Keeps messages until the server has them, and sends them: in order in a room, rooms side by side, until it works. */
export function createOutbox(options: OutboxOptions) {
  const { ask, clock, storage, channel } = options
  let account: UserId | undefined
  let state: states.OutboxState = new Map()
  let ready = false
  let granted = false
  let release: (() => void) | undefined
  let patience: unknown
  const pauses = createSendPauses({ ...options, onEnded: goOn })
  let storing: Promise<unknown> = Promise.resolve()
  let removals: Promise<unknown> = Promise.resolve()

  /** One after the other, so that what is read always has what was written before. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = storing.then(work)
    storing = result.catch(() => {})
    return result
  }

  function change(next: states.OutboxState): void {
    if (next === state) return
    const before = state
    state = next
    for (const roomId of new Set([...before.keys(), ...next.keys()])) {
      if (before.get(roomId) !== next.get(roomId)) options.onChanged(roomId)
    }
  }

  const reload = (): Promise<void> =>
    inOrder(async () => {
      const loaded = account
      if (!loaded) return
      const stored = await storage.list(loaded)
      if (account !== loaded) return
      change(states.reconcile(state, stored))
      for (const roomId of state.keys()) options.onLoaded(roomId)
      pump()
    }).catch(options.onStorageFailed)

  let subscriptions: ((() => void) | undefined)[] | undefined

  function hear(news: OutboxNews): void {
    if (news.account !== account) return
    if (news.kind === 'sent') arrive(news.id, news.seq)
    else if (news.held) hold(news.held)
    else void reload()
  }

  function pump(): void {
    if (!ready) return
    if (granted) for (const item of due()) void transmit(item)
    else waitForLock()
  }

  function due(): states.OutboxItem[] {
    return [...state].flatMap(([roomId, items]) => (pauses.isPaused(roomId) ? [] : (states.nextToSend(items) ?? [])))
  }

  function waitForLock(): void {
    if (due().length === 0 || patience !== undefined) return
    patience = clock.setTimeout(() => {
      patience = undefined
      granted ||= due().length > 0
      pump()
    }, LOCK_PATIENCE_MS)
  }

  /** Another client has tried, and knows until when the server wants to be left alone. */
  function hold(held: states.Held): void {
    pauses.join(held.roomId, held.retryAt)
    change(states.markHeld(state, held))
  }

  function goOn(roomId: RoomId): void {
    change(states.releaseHeld(state, roomId))
    pump()
  }

  async function transmit(item: states.OutboxItem): Promise<void> {
    const { id, roomId } = item
    const sender = account
    change(states.markSending(state, id))
    try {
      const { seq } = await ask(sendMessage, states.sendingOf(item))
      if (account !== sender) return
      pauses.forget(roomId)
      confirm(id, seq)
    } catch (error) {
      if (account !== sender) return
      if (!(error instanceof RequestError)) throw error
      if (error.body && !isRetriable(error.code)) await refuse(id, error.body)
      else postpone(id, roomId, error)
    }
    pump()
  }

  /** The server has it: nothing more to do but to wait for the room's log to bring it. */
  function confirm(id: MessageId, seq: Seq): void {
    if (account) channel.post({ kind: 'sent', account, id, seq })
    arrive(id, seq)
  }

  /** Removes what the cache holds now: a reload before that, without a network, would otherwise show it nowhere. */
  function forget(ids: readonly MessageId[]): void {
    if (ids.length === 0) return
    const removal = options.cached().then(() =>
      inOrder(async () => {
        for (const id of ids) await storage.remove(id)
      }),
    )
    removals = Promise.all([removals, removal.catch(options.onStorageFailed)])
  }

  function arrive(id: MessageId, seq: Seq): void {
    const item = states.findItem(state, id)
    if (!item) return
    change(states.markSent(state, id, seq))
    options.onSent(item.roomId, seq)
  }

  async function refuse(id: MessageId, error: ErrorBody): Promise<void> {
    const item = states.findItem(state, id)
    change(states.markRefused(state, id, error))
    if (item) await store({ ...item, error }).catch(options.onStorageFailed)
  }

  function postpone(id: MessageId, roomId: RoomId, error: RequestError): void {
    change(states.markQueued(state, id))
    // A lost connection is no reason to wait: the next one flushes, whatever the lost one has brought before its end.
    if (!ready) return
    const retryAt = pauses.begin(roomId, error.body?.retryAfterMs ?? 0)
    if (!account || !error.body) return
    const held = { id, roomId, error: error.body, retryAt }
    change(states.markHeld(state, held))
    channel.post({ kind: 'changed', account, held })
  }

  function store(item: Omit<StoredMessage, 'account'>): Promise<void> {
    const owner = account
    return inOrder(async () => {
      if (!owner) throw new Error('The client is stopped')
      const { id, roomId, text, threadRoot, replyTo, forwardOf, forwarded, createdAt, error } = item
      const forward = { ...(forwardOf && { forwardOf }), ...(forwarded && { forwarded }) }
      const place = { ...(threadRoot && { threadRoot }), ...(replyTo && { replyTo }), ...forward }
      await storage.put({ account: owner, id, roomId, text, ...place, createdAt, ...(error && { error }) })
      channel.post({ kind: 'changed', account: owner })
    })
  }

  function pause(): void {
    ready = false
    granted = false
    release?.()
    release = undefined
    clock.clearTimeout(patience)
    patience = undefined
    pauses.endAll()
    // It goes out with the next connection, whatever it waited for.
    change([...state.keys()].reduce(states.releaseHeld, state))
  }

  const itemsOf = (roomId: RoomId): readonly states.OutboxItem[] => state.get(roomId) ?? []
  /** Whether something of the room is on the server that its log has not brought yet. */
  const awaits = (roomId: RoomId): boolean => itemsOf(roomId).some((item) => item.state === 'sent')

  async function discard(id: MessageId): Promise<void> {
    const owner = account
    const known = states.findItem(state, id)?.state
    // It may be on the server already, and everybody may see it.
    if (known === 'sending' || known === 'sent') return
    await inOrder(() => storage.remove(id))
    change(states.removeItem(state, id))
    if (owner) channel.post({ kind: 'changed', account: owner })
    pump()
  }

  return {
    itemsOf,
    awaits,
    /** The rooms whose log has yet to bring something, see {@link awaits}. */
    awaited: (): RoomId[] => [...state.keys()].filter(awaits),
    /** Shows and sends this account's messages, and nobody else's. */
    async open(owner: UserId): Promise<void> {
      account = owner
      pauses.endAll()
      subscriptions ??= [channel.subscribe(hear), storage.subscribe?.(() => void reload())]
      change(new Map())
      await reload()
    },
    /** There is a connection of this account: sends what waits. */
    resume(): void {
      ready = true
      release ??= options.lock.request(`outbox:${account}`, () => {
        if (!ready) return
        granted = true
        // Another client may have sent, or not sent, what this one remembers.
        void reload()
      })
      pump()
    },
    pause,
    /** Resolves once the message is stored. */
    async add(item: Omit<StoredMessage, 'account' | 'error'>): Promise<void> {
      const owner = account
      await store(item)
      if (account !== owner || states.findItem(state, item.id)) return
      change(states.addItem(state, { ...item, state: 'queued' }))
      pump()
      if (item.replyTo) void options.cached()
    },
    async retry(id: MessageId): Promise<void> {
      const item = states.findItem(state, id)
      if (item?.state !== 'refused') return
      const { error: _, ...again } = item
      await store(again)
      change(states.markQueued(state, id))
      pump()
    },
    discard,
    /** Takes out what can be taken out of what waits for a room. */
    async discardIn(roomId: RoomId): Promise<void> {
      for (const { id } of state.get(roomId) ?? []) await discard(id)
    },
    /** Nothing of what the account has written goes out any more. */
    async discardAll(owner: UserId): Promise<void> {
      pause()
      if (owner === account) change(new Map())
      await inOrder(async () => {
        for (const { id } of await storage.list(owner)) await storage.remove(id)
      })
      channel.post({ kind: 'changed', account: owner })
    },
    /** The room's log has brought everything up to `cursor`, among it perhaps messages whose ack was lost. */
    observe(roomId: RoomId, cursor: Seq, has: (id: MessageId) => Seq | undefined): void {
      for (const item of state.get(roomId) ?? []) {
        const seq = item.state === 'sent' ? undefined : has(item.id)
        if (seq !== undefined) confirm(item.id, seq)
      }
      const before = state.get(roomId) ?? []
      change(states.dropArrived(state, roomId, cursor))
      const left = new Set(state.get(roomId))
      forget(before.filter((item) => !left.has(item)).map(({ id }) => id))
    },
    async close(): Promise<void> {
      pause()
      account = undefined
      for (const unsubscribe of subscriptions ?? []) unsubscribe?.()
      subscriptions = undefined
      await removals
      await storing
    },
  }
}
