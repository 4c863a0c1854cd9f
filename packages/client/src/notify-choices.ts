import {
  initialNotify,
  type NotifyDefaults,
  notifyRoom,
  type RequestInput,
  type RoomId,
  type RoomNotify,
  setNotify,
} from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import type { Clock } from './clock.ts'
import type { Ask } from './requests.ts'
import type { RoomList } from './room-list.ts'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

/** What somebody chooses to be notified of. */
export interface NotifyChoices {
  /** What notifies one in the rooms for which one has chosen nothing. */
  readonly notifyDefaults: ReadableStore<NotifyDefaults>
  /** Chooses that, on all of one's devices. */
  setNotify(change: RequestInput<typeof setNotify>): Promise<void>
  /** Chooses what notifies one in a room, or mutes it, on all of one's devices. A mute that ends does so by itself. */
  notifyRoom(roomId: RoomId, choice: Omit<RequestInput<typeof notifyRoom>, 'roomId'>): Promise<void>
}

/** Timers take no longer times than this; what is due later is looked at again then. */
const LONGEST_MS = 2 ** 31 - 1

/** Keeps what somebody has chosen, and ends mutes when their time is over. */
export function createNotifyChoices(options: { readonly ask: Ask; readonly clock: Clock; readonly list: RoomList }) {
  const { ask, clock, list } = options
  const defaults = createStore(initialNotify)
  let timer: unknown

  function takeDefaults(chosen: NotifyDefaults): void {
    const { rooms, direct } = defaults.get()
    if (chosen.rooms !== rooms || chosen.direct !== direct) defaults.set(chosen)
  }

  function takeRoom({ roomId, ...chosen }: RoomNotify & { readonly roomId: RoomId }): void {
    list.choose(roomId, chosen)
  }

  /** Nobody tells when a mute is over. */
  function watchMutes(): void {
    clock.clearTimeout(timer)
    timer = undefined
    const ends = list.store.get().flatMap(({ mutedUntil = [] }) => mutedUntil)
    if (ends.length === 0) return
    const left = Math.min(...ends) - clock.now()
    if (left <= 0) list.endMutes(clock.now())
    else timer = clock.setTimeout(watchMutes, Math.min(left, LONGEST_MS))
  }

  const client: NotifyChoices = {
    notifyDefaults: defaults,
    setNotify: async (change) => takeDefaults(await ask(setNotify, change)),
    notifyRoom: async (roomId, choice) => takeRoom({ roomId, ...(await ask(notifyRoom, { roomId, ...choice })) }),
  }

  list.store.subscribe(watchMutes)
  return {
    client,
    takeDefaults,
    takeRoom,
    takeSync: ({ notify = initialNotify }: SyncAnswer): void => takeDefaults(notify),
    stop: (): void => clock.clearTimeout(timer),
    /** Somebody else is signed in. */
    clear: (): void => takeDefaults(initialNotify),
  }
}
