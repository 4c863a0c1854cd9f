import type { Message, RoomChanges, RoomId, RoomSummary, User, UserId } from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import type { Clock } from './clock.ts'
import { createMessageChanges } from './message-changes.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { createPins } from './pins.ts'
import { createReactions } from './reactions.ts'
import { createReadMarks } from './read-marks.ts'
import { createRecounts } from './recounts.ts'
import type { Ask } from './requests.ts'
import type { createRoomKeeper } from './room-keeper.ts'
import type { RoomList } from './room-list.ts'
import type { RoomState } from './room-state.ts'
import { createThreads } from './threads.ts'

export interface OwnActsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly keeper: Pick<ReturnType<typeof createRoomKeeper>, 'stateOf' | 'noteHead' | 'set'>
  readonly roomList: Pick<RoomList, 'recount' | 'takeCounts' | 'mark' | 'reader' | 'apply' | 'blockedChanged'>
  readonly outboxOf: (roomId: RoomId) => readonly OutboxEntry[]
  /** What one sees of a room has changed. */
  readonly onChanged: (roomId: RoomId) => void
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
}

/**
 * What one does to the messages of a room beside sending them: change, react, read, follow what hangs on them; and the counts
 * that follow from it.
 */
export function createOwnActs({ keeper, roomList, ...options }: OwnActsOptions) {
  const changes = createMessageChanges({ ask: options.ask, keeper })
  const reactions = createReactions({
    ...options,
    onChanged: refresh,
    cursorOf: (roomId) => keeper.stateOf(roomId)?.cursor,
  })
  const marks = createReadMarks({ ...options, onMoved: roomList.mark })
  const recounts = createRecounts({ ...options, recount: roomList.recount, take: roomList.takeCounts })
  const { wishes } = reactions

  const threads = createThreads({
    ...options,
    stateOf: keeper.stateOf,
    set: keeper.set,
    reader: roomList.reader,
    fulfilled: wishes.fulfilledIn,
    onMentions: (roomId) => recounts.want(roomId, true),
  })

  /** A room, its outbox or the thread that is open in it looks different. */
  function refresh(roomId: RoomId): void {
    options.onChanged(roomId)
    threads.onState(roomId)
  }

  return {
    client: {
      markRead: marks.mark,
      markUnread: marks.markUnread,
      ...changes.client,
      ...reactions.client,
      ...threads.client,
      ...createPins(options),
    },
    handlers: threads.handlers,
    /** Takes over what a sync says of what one did, and tells the server again what it has not taken yet. */
    takeSync(answer: SyncAnswer): void {
      marks.repeat(answer.rooms)
      threads.replace(answer)
    },
    /** Counts what changes of a room bring. */
    apply(changes: RoomChanges): void {
      threads.apply(changes)
      roomList.apply(changes)
    },
    /** Other people are blocked than before. */
    blockedChanged(): void {
      roomList.blockedChanged()
      threads.blockedChanged()
      recounts.repeat()
    },
    refresh,
    /** One is not in a room any more. */
    leave: (roomId: RoomId) => threads.retain((id) => id !== roomId),
    /** Asks the server for the counts of a room, unless they can be known here. */
    recount: recounts.want,
    /** A room as it will be once the server has taken what one did. */
    fulfilled: (state: RoomState | undefined) => wishes.fulfilledIn(state),
    /** Whether something waits for a room to be current. */
    awaits: changes.awaits,
    awaited: changes.awaited,
    /** A room has come this far, before it is drawn and after. */
    settle: (roomId: RoomId) => wishes.settle(roomId),
    onState(roomId: RoomId): void {
      refresh(roomId)
      changes.onState(roomId)
    },
    resume(): void {
      marks.resume()
      wishes.resume()
      recounts.resume()
      threads.resume()
    },
    pause(): void {
      recounts.pause()
      threads.pause()
    },
    /** Whoever waits is told that nothing comes any more. */
    abandon: changes.abandon,
    /** Somebody else is signed in. */
    clear(): void {
      marks.clear()
      wishes.clear()
      threads.clear()
    },
  }
}
