import {
  initialNotify,
  type NotifyDefaults,
  notifyRoom,
  type RequestInput,
  type RoomId,
  type RoomNotify,
  roomNotifyAfter,
  setNotify,
  type Timestamp,
} from '@chat/protocol'
import type { Clock } from './clock.ts'
import { createOwnWishes } from './own-wishes.ts'
import type { PersonKeeper } from './person-keeper.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

type Choice = Omit<RequestInput<typeof notifyRoom>, 'roomId'>
type ChoiceForAll = RequestInput<typeof setNotify>

/** What somebody chooses to be notified of. It shows at once, and is taken back where it is refused. */
export interface NotifyChoices {
  /** What one has chosen for single rooms, by their ids. A mute whose time is over is none. */
  readonly notifyChoices: ReadableStore<ReadonlyMap<string, RoomNotify>>
  /** What notifies one in the rooms for which one has chosen nothing. */
  readonly notifyDefaults: ReadableStore<NotifyDefaults>
  /** Chooses that, on all of one's devices. */
  setNotify(change: ChoiceForAll): Promise<void>
  /** Chooses what notifies one in a room, or mutes it, on all of one's devices. A mute that ends does so by itself. */
  notifyRoom(roomId: RoomId, choice: Choice): Promise<void>
}

/** Timers take no longer times than this; what is due later is looked at again then. */
const LONGEST_MS = 2 ** 31 - 1

/** Keeps what somebody has chosen, and ends mutes when their time is over. */
export function createNotifyChoices(options: {
  readonly ask: Ask
  readonly clock: Clock
  readonly keeper: Pick<PersonKeeper, 'of' | 'cursor'>
}) {
  const { ask, clock } = options
  const { cursor, of } = options.keeper
  const [kept, keptForAll] = [of('notify'), of('notifyDefaults')]
  const choices = createStore<ReadonlyMap<string, RoomNotify>>(new Map())
  const defaults = createStore(initialNotify)
  const wishes = createOwnWishes<{ roomId: RoomId; choice: Choice; at: Timestamp }>({ cursor, onChanged: showChoices })
  const wishesForAll = createOwnWishes<ChoiceForAll>({ cursor, onChanged: showDefaults })
  let timer: unknown

  function showDefaults(): void {
    const [known = initialNotify] = keptForAll.get().values()
    let { rooms, direct } = known
    for (const wish of wishesForAll.all()) {
      rooms = wish.rooms ?? rooms
      direct = wish.direct ?? direct
    }
    const before = defaults.get()
    if (rooms !== before.rooms || direct !== before.direct) defaults.set({ rooms, direct })
  }

  function showChoices(): void {
    const chosen = new Map(kept.get())
    for (const { roomId, choice, at } of wishes.all())
      chosen.set(roomId, roomNotifyAfter(chosen.get(roomId) ?? { roomId }, choice, at))
    const now = new Map([...chosen].map(([roomId, choice]) => [roomId, inForce(choice, clock.now())]))
    watchMutes([...now.values()])
    if (!isSame(now, choices.get())) choices.set(now)
  }

  /** Nobody tells when a mute is over. */
  function watchMutes(chosen: readonly RoomNotify[]): void {
    clock.clearTimeout(timer)
    const ends = chosen.flatMap(({ mutedUntil = [] }) => mutedUntil)
    if (ends.length === 0) return
    timer = clock.setTimeout(showChoices, Math.min(Math.min(...ends) - clock.now(), LONGEST_MS))
  }

  kept.subscribe(() => {
    wishes.settle()
    showChoices()
  })
  keptForAll.subscribe(() => {
    wishesForAll.settle()
    showDefaults()
  })

  const client: NotifyChoices = {
    notifyChoices: choices,
    notifyDefaults: defaults,
    setNotify: (change) => wishesForAll.make(change, () => ask(setNotify, change)),
    notifyRoom: (roomId, choice) =>
      wishes.make({ roomId, choice, at: clock.now() }, () => ask(notifyRoom, { roomId, ...choice })),
  }

  return {
    client,
    stop: (): void => clock.clearTimeout(timer),
    /** Somebody else is signed in. */
    clear(): void {
      wishes.clear()
      wishesForAll.clear()
      showChoices()
      showDefaults()
    },
  }
}

function inForce({ mutedUntil, ...choice }: RoomNotify, now: Timestamp): RoomNotify {
  if (mutedUntil === undefined) return choice
  if (mutedUntil > now) return { ...choice, mutedUntil }
  const { muted: _, ...heard } = choice
  return heard
}

function isSame(one: ReadonlyMap<string, RoomNotify>, other: ReadonlyMap<string, RoomNotify>): boolean {
  if (one.size !== other.size) return false
  return [...one].every(([roomId, { level, muted, mutedUntil }]) => {
    const known = other.get(roomId)
    return known && known.level === level && known.muted === muted && known.mutedUntil === mutedUntil
  })
}
