import type { PersonItem, PersonKind } from '@chat/protocol'
import { drafts, type WriteDraft } from '../drafts/drafts.ts'
import { type ChooseForRoom, notifyChoices } from '../notifications/notify-choices.ts'
import { type ChooseDefaults, notifyDefaults } from '../notifications/notify-defaults.ts'
import { type ReminderChange, reminders } from '../reminders/reminders.ts'
import { type SaveMessage, savedMessages } from '../saved/saved-messages.ts'
import { type ScheduledChange, scheduledMessages } from '../scheduled/scheduled-messages.ts'
import type { PersonKindKeeper } from './person-kind.ts'

/** Everything that can happen to what is a person's own. */
export type PersonChange = SaveMessage | ReminderChange | ScheduledChange | WriteDraft | ChooseForRoom | ChooseDefaults

/** Who keeps what. A kind of the contract without a keeper does not compile. */
export const personKinds: {
  readonly [Kind in PersonKind]: PersonKindKeeper<Extract<PersonChange, { kind: Kind }>, PersonItem<Kind>>
} = {
  saved: savedMessages,
  reminders,
  scheduled: scheduledMessages,
  drafts,
  notify: notifyChoices,
  notifyDefaults,
}
