import type { ErrorBody, MessageId, RequestInput, RoomId, Seq, sendMessage } from '@chat/protocol'
import type { OutboxEntry } from './outbox-entry.ts'
import type { StoredMessage } from './outbox-storage.ts'

/** An entry, and where the server put it once it has it. */
export interface OutboxItem extends OutboxEntry {
  readonly seq?: Seq
}

/** A message that the server could not take, and when it is sent again. */
export type Held = Pick<OutboxEntry, 'id' | 'roomId'> & Required<Pick<OutboxEntry, 'error' | 'retryAt'>>

/** What waits, by room, in the order of sending. A room's list is the same array until something in it changes. */
export type OutboxState = ReadonlyMap<RoomId, readonly OutboxItem[]>

export function outboxItem({ account: _, error, ...message }: StoredMessage): OutboxItem {
  return { ...message, ...(error ? { state: 'refused', error } : { state: 'queued' }) }
}

/** What is said to the server. */
export function sendingOf(item: OutboxItem): RequestInput<typeof sendMessage> {
  const { id, roomId, text, threadRoot, replyTo, forwardOf } = item
  const place = { ...(threadRoot && { threadRoot }), ...(replyTo && { replyTo }), ...(forwardOf && { forwardOf }) }
  return { id, roomId, text, ...place }
}

export function addItem(state: OutboxState, item: OutboxItem): OutboxState {
  return withRoom(state, item.roomId, [...(state.get(item.roomId) ?? []), item])
}

export function removeItem(state: OutboxState, id: MessageId): OutboxState {
  return replaceItem(state, id, () => [])
}

export function markQueued(state: OutboxState, id: MessageId): OutboxState {
  return changeUnsent(state, id, (item) => ({ ...untroubled(item), state: 'queued' }))
}

/** It waits because the server could not take it. */
export function markHeld(state: OutboxState, { id, error, retryAt }: Held): OutboxState {
  return changeUnsent(state, id, (item) => (item.state === 'queued' ? { ...item, error, retryAt } : item))
}

/** What was held in the room waits like everything else. */
export function releaseHeld(state: OutboxState, roomId: RoomId): OutboxState {
  const held = (state.get(roomId) ?? []).filter(({ retryAt }) => retryAt !== undefined)
  return held.reduce((released, { id }) => markQueued(released, id), state)
}

export function markSending(state: OutboxState, id: MessageId): OutboxState {
  return changeUnsent(state, id, (item) => ({ ...untroubled(item), state: 'sending' }))
}

export function markRefused(state: OutboxState, id: MessageId, error: ErrorBody): OutboxState {
  return changeUnsent(state, id, (item) => ({ ...item, state: 'refused', error }))
}

/** The server has it. It stays in sight until the room's own log brings it, see {@link dropArrived}. */
export function markSent(state: OutboxState, id: MessageId, seq: Seq): OutboxState {
  return replaceItem(state, id, (item) => [{ ...untroubled(item), state: 'sent', seq }])
}

/** Forgets what the room's log has brought. */
export function dropArrived(state: OutboxState, roomId: RoomId, cursor: Seq): OutboxState {
  const items = state.get(roomId)
  const left = items?.filter(({ seq }) => seq === undefined || seq > cursor)
  return items && left && left.length < items.length ? withRoom(state, roomId, left) : state
}

/** The next message of the room to send; undefined while one is on its way, so that they arrive in order. */
export function nextToSend(items: readonly OutboxItem[]): OutboxItem | undefined {
  if (items.some(({ state }) => state === 'sending')) return undefined
  return items.find(({ state }) => state === 'queued')
}

/** Takes over what is stored, which other clients of this device may have changed. */
export function reconcile(state: OutboxState, stored: readonly StoredMessage[]): OutboxState {
  const known = new Map([...state.values()].flat().map((item) => [item.id, item]))
  const sent = [...known.values()].filter((item) => item.state === 'sent')
  const waiting = stored
    .map((message) => reconcileItem(known.get(message.id), outboxItem(message)))
    .filter((item) => item.state !== 'sent')
  const next = new Map<RoomId, readonly OutboxItem[]>()
  for (const item of [...sent, ...waiting]) next.set(item.roomId, [...(next.get(item.roomId) ?? []), item])
  for (const [roomId, items] of next) {
    const before = state.get(roomId)
    if (before && sameItems(before, items)) next.set(roomId, before)
  }
  return next
}

function reconcileItem(known: OutboxItem | undefined, stored: OutboxItem): OutboxItem {
  return known && (known.state === 'refused') === (stored.state === 'refused') ? known : stored
}

function sameItems(a: readonly OutboxItem[], b: readonly OutboxItem[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

export function findItem(state: OutboxState, id: MessageId): OutboxItem | undefined {
  for (const items of state.values()) {
    const item = items.find((candidate) => candidate.id === id)
    if (item) return item
  }
  return undefined
}

function untroubled({ error: _, retryAt: __, ...item }: OutboxItem): OutboxItem {
  return item
}

/** Once it is known that the server has a message, an attempt that failed or timed out says nothing about it. */
function changeUnsent(state: OutboxState, id: MessageId, change: (item: OutboxItem) => OutboxItem): OutboxState {
  return replaceItem(state, id, (item) => [item.state === 'sent' ? item : change(item)])
}

function replaceItem(
  state: OutboxState,
  id: MessageId,
  replace: (item: OutboxItem) => readonly OutboxItem[],
): OutboxState {
  const item = findItem(state, id)
  if (!item) return state
  const items = state.get(item.roomId) ?? []
  return withRoom(
    state,
    item.roomId,
    items.flatMap((other) => (other === item ? replace(item) : [other])),
  )
}

function withRoom(state: OutboxState, roomId: RoomId, items: readonly OutboxItem[]): OutboxState {
  const next = new Map(state)
  if (items.length > 0) next.set(roomId, items)
  else next.delete(roomId)
  return next
}
