import type { RoomId } from '@chat/protocol'
import type { RoomView } from './chat-client.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { windowInSight } from './room-past.ts'
import type { RoomState } from './room-state.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

interface Parts {
  readonly state: RoomState | undefined
  readonly outbox: readonly OutboxEntry[]
  readonly loadingBefore: boolean
}

/** What a timeline shows of these parts; the same object as before where it would show the same. */
export function composeRoomView(before: RoomView, { state, outbox, loadingBefore }: Parts): RoomView {
  const inSight = state && windowInSight(state)
  const messages = inSight?.messages ?? before.messages.slice(0, 0)
  const view: RoomView = {
    roomId: before.roomId,
    status: state ? 'ready' : 'loading',
    messages: messages.length === 0 && before.messages.length === 0 ? before.messages : messages,
    quoted: state?.quoted ?? before.quoted,
    outbox: withoutArrived(
      before.outbox,
      withoutThreads(outbox),
      state?.past ? [...messages, ...state.window.messages] : messages,
    ),
    hasMoreBefore: inSight?.hasMoreBefore ?? false,
    hasMoreAfter: state?.past !== undefined,
    loadingBefore,
  }
  return sameView(before, view) ? before : view
}

function sameView(a: RoomView, b: RoomView): boolean {
  return (
    a.status === b.status &&
    a.messages === b.messages &&
    a.outbox === b.outbox &&
    a.quoted === b.quoted &&
    a.hasMoreBefore === b.hasMoreBefore &&
    a.hasMoreAfter === b.hasMoreAfter &&
    a.loadingBefore === b.loadingBefore
  )
}

/** What goes into threads is shown there. */
function withoutThreads(outbox: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return outbox.some(({ threadRoot }) => threadRoot) ? outbox.filter(({ threadRoot }) => !threadRoot) : outbox
}

/** A message is shown once: as soon as the timeline has it, its entry is not. */
function withoutArrived(
  before: readonly OutboxEntry[],
  outbox: readonly OutboxEntry[],
  messages: RoomView['messages'],
): readonly OutboxEntry[] {
  if (outbox.length === 0) return before.length === 0 ? before : outbox
  const arrived = new Set(messages.map(({ id }) => id))
  const left = outbox.filter(({ id }) => !arrived.has(id))
  const same = left.length === before.length && left.every((entry, index) => entry === before[index])
  return same ? before : left
}

/** One store for every room that was asked for. */
export function createRoomViews(options: {
  readonly partsOf: (roomId: RoomId) => Parts
  /** Somebody has begun to look at the room. */
  readonly onObserved: (roomId: RoomId) => void
}) {
  const stores = new Map<RoomId, WritableStore<RoomView>>()
  return {
    of(roomId: RoomId): ReadableStore<RoomView> {
      const known = stores.get(roomId)
      if (known) return known
      const empty: RoomView = {
        roomId,
        status: 'loading',
        messages: [],
        outbox: [],
        quoted: new Map(),
        hasMoreBefore: false,
        hasMoreAfter: false,
        loadingBefore: false,
      }
      const store = createStore(composeRoomView(empty, options.partsOf(roomId)), () => options.onObserved(roomId))
      stores.set(roomId, store)
      return store
    },
    refresh(roomId: RoomId): void {
      const store = stores.get(roomId)
      store?.set(composeRoomView(store.get(), options.partsOf(roomId)))
    },
    observed: (): RoomId[] => [...stores].flatMap(([roomId, store]) => (store.isObserved() ? [roomId] : [])),
    isObserved: (roomId: RoomId): boolean => stores.get(roomId)?.isObserved() ?? false,
  }
}
