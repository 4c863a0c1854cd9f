import type { RoomId, RoomSummary, User, UserId } from '@chat/protocol'
import type { Clock } from './clock.ts'
import { createMessageChanges } from './message-changes.ts'
import { createReactions } from './reactions.ts'
import { createReadMarks } from './read-marks.ts'
import { createRecounts } from './recounts.ts'
import type { Ask } from './requests.ts'
import type { createRoomKeeper } from './room-keeper.ts'
import type { RoomList } from './room-list.ts'
import type { RoomState } from './room-state.ts'

export interface OwnActsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly keeper: Pick<ReturnType<typeof createRoomKeeper>, 'stateOf' | 'noteHead'>
  readonly roomList: Pick<RoomList, 'recount' | 'takeCounts' | 'mark'>
  /** What one sees of a room has changed. */
  readonly onChanged: (roomId: RoomId) => void
  readonly learn: (users: readonly User[]) => void
}

/** What one does to the messages of a room beside sending them: change, react, read; and the counts that follow from it. */
export function createOwnActs({ keeper, roomList, ...options }: OwnActsOptions) {
  const changes = createMessageChanges({ ask: options.ask, keeper })
  const reactions = createReactions({ ...options, cursorOf: (roomId) => keeper.stateOf(roomId)?.cursor })
  const marks = createReadMarks({ ...options, onMoved: roomList.mark })
  const recounts = createRecounts({ ...options, recount: roomList.recount, take: roomList.takeCounts })
  const { wishes } = reactions

  return {
    client: { markRead: marks.mark, ...changes.client, ...reactions.client },
    /** Tells the server again, after a sync, what it has not taken yet. */
    repeatMarks: marks.repeat,
    /** Asks the server for the counts of a room, unless they can be known here. */
    recount: recounts.want,
    /** A room as it will be once the server has taken what one did. */
    fulfilled: (state: RoomState | undefined) => wishes.fulfilledIn(state),
    /** Whether something waits for a room to be current. */
    awaits: changes.awaits,
    awaited: changes.awaited,
    /** A room has come this far, before it is drawn and after. */
    settle: (roomId: RoomId) => wishes.settle(roomId),
    onState: changes.onState,
    resume(): void {
      marks.resume()
      wishes.resume()
      recounts.resume()
    },
    pause: recounts.pause,
    /** Whoever waits is told that nothing comes any more. */
    abandon: changes.abandon,
    /** Somebody else is signed in. */
    clear(): void {
      marks.clear()
      wishes.clear()
    },
  }
}
