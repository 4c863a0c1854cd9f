import { type EventPayload, limits, type RoomId, type readMarked, type Seq, type UserId } from '@chat/protocol'
import type { KnownBlocks } from '../blocks/known-blocks.ts'
import type { Clock } from '../clock.ts'
import type { CommittedChange } from '../log/room-log.ts'
import type { Onlooker } from '../presence/onlooker.ts'
import { createRoomPace } from '../room-pace.ts'
import type { ReadMark } from './write-read-marks.ts'

/** Who lets whom know how far they have read. */
export interface Receipts {
  /** Whether somebody sends and sees them. */
  areOn(userId: UserId): boolean
  set(userId: UserId, on: boolean): void
  /** Whether one may know how far the other has read, and the other way round. */
  between(one: UserId, other: UserId): boolean
  /** Somebody has read on in a room of so many. */
  moved(mark: ReadMark, memberCount: number): void
  /** Messages have arrived on a device of somebody in a room of so many. */
  delivered(mark: ReadMark, memberCount: number): void
  /** Takes what was committed: of whoever has left nothing more is told. */
  follow(committed: readonly CommittedChange[]): void
}

type Told = EventPayload<typeof readMarked>

/**
 * Tells those who look at a room how far others have read, and on whose devices messages have arrived, where there are few
 * enough to make that worth something. What is lost on the way is not told again: whoever opens the room asks how far
 * everybody is.
 *
 * @param options.off who has turned them off
 * @param options.onlookersOf who is told about a room
 */
export function createReceipts(options: {
  readonly clock: Clock
  readonly off: ReadonlySet<UserId>
  readonly blocks: Pick<KnownBlocks, 'between'>
  readonly onlookersOf: (roomId: RoomId) => readonly Onlooker[]
  readonly tell: (connectionId: string, told: Told) => boolean
  readonly tellDelivered: (connectionId: string, told: Told) => boolean
}): Receipts {
  const { blocks } = options
  const off = new Set(options.off)
  const areOn = (userId: UserId): boolean => !off.has(userId)
  const between = (one: UserId, other: UserId): boolean => areOn(one) && areOn(other) && !blocks.between(one, other)
  const reads = createMarksTold({ ...options, between })
  const deliveries = createMarksTold({ ...options, between, tell: options.tellDelivered })
  const isTold = ({ userId }: ReadMark, memberCount: number): boolean =>
    memberCount <= limits.receiptMembers && areOn(userId)

  return {
    areOn,
    between,
    set(userId, on) {
      if (on) off.delete(userId)
      else off.add(userId)
    },
    moved(mark, memberCount) {
      if (isTold(mark, memberCount)) reads.note(mark)
    },
    delivered(mark, memberCount) {
      if (isTold(mark, memberCount)) deliveries.note(mark)
    },
    follow(committed) {
      reads.follow(committed)
      deliveries.follow(committed)
    },
  }
}

/** Marks of one kind, told a while later and each as it is by then. */
function createMarksTold({
  clock,
  between,
  onlookersOf,
  tell,
}: {
  readonly clock: Clock
  readonly between: Receipts['between']
  readonly onlookersOf: (roomId: RoomId) => readonly Onlooker[]
  readonly tell: (connectionId: string, told: Told) => boolean
}) {
  const rooms = new Map<RoomId, Map<UserId, Seq>>()
  const pace = createRoomPace(clock, tellRoom)

  function tellRoom(roomId: RoomId): void {
    const marks = rooms.get(roomId)
    rooms.delete(roomId)
    if (!marks) return
    const shared = new Map<string, Told>()
    for (const { connectionId, userId: reader } of onlookersOf(roomId)) {
      const others = [...marks].filter(([userId]) => userId !== reader && between(reader, userId))
      if (others.length === 0) continue
      const key = others.map(([userId]) => userId).join(' ')
      const told = shared.get(key) ?? others.map(([userId, seq]) => ({ roomId, userId, seq }))
      shared.set(key, told)
      tell(connectionId, told)
    }
  }

  return {
    note({ roomId, userId, seq }: ReadMark): void {
      const marks = rooms.get(roomId) ?? new Map<UserId, Seq>()
      rooms.set(roomId, marks.set(userId, seq))
      pace.plan(roomId)
    },
    follow(committed: readonly CommittedChange[]): void {
      if (rooms.size === 0) return
      for (const { change } of committed) {
        if (change.kind === 'member.left') rooms.get(change.roomId)?.delete(change.userId)
      }
    },
  }
}
