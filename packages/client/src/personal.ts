import type { User } from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import type { EventHandlers } from './events.ts'
import { createNotifyChoices, type NotifyChoices } from './notify-choices.ts'
import { createPersonKeeper, type PersonKeeperOptions } from './person-keeper.ts'
import type { RoomList } from './room-list.ts'
import { createSavedMessages, type SavedMessages } from './saved-messages.ts'

/** What is one's own and nobody elses, on all of one's devices. */
export interface Personal extends SavedMessages, NotifyChoices {}

/** Everything that is one's own. A kind of things that comes by one's log is a line in `person-state.ts`, and a part here. */
export function createPersonal(
  options: PersonKeeperOptions & {
    readonly list: RoomList
    readonly learn: (users: readonly User[]) => void
  },
) {
  const keeper = createPersonKeeper(options)
  const choices = createNotifyChoices(options)
  const client: Personal = { ...createSavedMessages({ ...options, keeper }), ...choices.client }

  return {
    client,
    handlers: {
      'person:changed': keeper.receive,
      'notify:changed': choices.takeDefaults,
      'room:notify-changed': choices.takeRoom,
    } satisfies Partial<EventHandlers>,
    cursor: keeper.cursor,
    suspect: keeper.suspect,
    restore: keeper.restore,
    snapshot: keeper.snapshot,
    takeSync(answer: SyncAnswer): void {
      keeper.takeSync(answer.person)
      choices.takeSync(answer)
    },
    stop: choices.stop,
    /** There is a new connection. */
    resume: keeper.resume,
    /** Somebody else is signed in. */
    clear(): void {
      keeper.clear()
      choices.clear()
    },
  }
}
