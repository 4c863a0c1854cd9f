import { clearReminder, type Message, type MessageId, type Reminder, setReminder, type Timestamp } from '@chat/protocol'
import type { MessageLookup } from './message-lookup.ts'
import type { PersonKeeper } from './person-keeper.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'

/** Of what one wants to be reminded. */
export interface Reminders {
  /** By the ids of the messages; also in rooms that one is not in any more. Those that are due have a `firedAt`. */
  readonly reminders: ReadableStore<ReadonlyMap<string, Reminder>>
  /** Reminds one of a message at a time, on all of one's devices; in place of an earlier reminder of it. */
  setReminder(messageId: MessageId, remindAt: Timestamp): Promise<void>
  /** Takes a reminder away: one has thought better of it, or is done. */
  clearReminder(messageId: MessageId): Promise<void>
}

/** A reminder that has fallen due, and the message as it is now; that is missing where it could not be asked for. */
export interface DueReminder {
  readonly reminder: Reminder
  readonly message: Message | undefined
}

/** @param options.onDue hears of each that falls due, once on every device; also later, where nobody was connected */
export function createReminders(options: {
  readonly ask: Ask
  readonly isReady: () => boolean
  readonly keeper: Pick<PersonKeeper, 'of'>
  readonly lookup: MessageLookup
  readonly onDue: (due: DueReminder) => void
}) {
  const { ask, isReady, lookup, onDue } = options
  const reminders = options.keeper.of('reminders')
  const untold = new Map<MessageId, Reminder>()

  async function tell(): Promise<void> {
    if (untold.size === 0 || !isReady()) return
    const due = [...untold.values()]
    untold.clear()
    const messages = await lookup.getMessages(due.map(({ messageId }) => messageId)).catch((error: unknown) => {
      if (error instanceof RequestError) return []
      throw error
    })
    for (const reminder of due) {
      // It may be done meanwhile, on another device.
      if (reminders.get().get(reminder.messageId)?.firedAt !== reminder.firedAt) continue
      onDue({ reminder, message: messages.find(({ id }) => id === reminder.messageId) })
    }
  }

  const client: Reminders = {
    reminders,
    async setReminder(messageId, remindAt) {
      await ask(setReminder, { messageId, remindAt })
    },
    async clearReminder(messageId) {
      await ask(clearReminder, { messageId })
    },
  }

  return {
    client,
    /** They have changed since they were known to be like this. */
    changed(before: ReadonlyMap<string, Reminder>): void {
      for (const reminder of reminders.get().values()) {
        const { messageId, firedAt } = reminder
        if (firedAt !== undefined && firedAt !== before.get(messageId)?.firedAt) untold.set(messageId, reminder)
      }
      void tell()
    },
    /** There is a new connection. */
    resume: (): void => void tell(),
    /** Somebody else is signed in. */
    clear: (): void => untold.clear(),
  }
}
