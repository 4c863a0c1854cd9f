import type { Message, MessageId, User } from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import { createDrafts, type Drafts, type DraftsOptions } from './drafts.ts'
import type { EventHandlers } from './events.ts'
import { createMessageLookup, type MessageLookup } from './message-lookup.ts'
import { createNotifyChoices, type NotifyChoices } from './notify-choices.ts'
import { createPersonKeeper, type PersonKeeperOptions } from './person-keeper.ts'
import { createReminders, type DueReminder, type Reminders } from './reminders.ts'
import { createSavedMessages, type SavedMessages } from './saved-messages.ts'
import { createScheduledMessages, type ScheduledMessages } from './scheduled-messages.ts'

/** What is one's own and nobody elses, on all of one's devices. */
export interface Personal extends SavedMessages, Reminders, ScheduledMessages, MessageLookup, NotifyChoices {
  /** What one has begun to write. */
  readonly drafts: Drafts
}

/** Everything that is one's own. A kind of things that comes by one's log is a line in `person-state.ts`, and a part here. */
export function createPersonal(
  options: Omit<PersonKeeperOptions, 'onNews'> &
    Pick<DraftsOptions, 'account' | 'storage'> & {
      readonly learn: (users: readonly User[]) => void
      readonly newMessageId: () => MessageId
      readonly onMessages: (messages: readonly Message[]) => void
      readonly onDue: (due: DueReminder) => void
    },
) {
  const keeper = createPersonKeeper({ ...options, onNews: (before) => reminders.changed(before.reminders) })
  const choices = createNotifyChoices({ ...options, keeper })
  const drafts = createDrafts({ ...options, keeper })
  const saved = createSavedMessages({ ...options, keeper })
  const lookup = createMessageLookup(options)
  const reminders = createReminders({ ...options, keeper, lookup })
  const client: Personal = {
    ...saved,
    ...reminders.client,
    ...createScheduledMessages({ ...options, keeper }),
    ...lookup,
    ...choices.client,
    drafts: drafts.client,
  }

  return {
    client,
    handlers: { 'person:changed': keeper.receive } satisfies Partial<EventHandlers>,
    cursor: keeper.cursor,
    suspect: keeper.suspect,
    restore: keeper.restore,
    snapshot: keeper.snapshot,
    takeSync: ({ person }: SyncAnswer) => keeper.takeSync(person),
    stop: choices.stop,
    /** There is a new connection. */
    resume(): void {
      keeper.resume()
      reminders.resume()
      drafts.resume()
    },
    /** Something has happened in a room. */
    heard: drafts.heard,
    /** Nobody is to find anything of it here that is nowhere else. */
    forget: drafts.forget,
    /** Somebody else is signed in. */
    clear(): void {
      keeper.clear()
      reminders.clear()
      choices.clear()
      drafts.clear()
    },
  }
}
