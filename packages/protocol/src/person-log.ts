import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Draft } from './drafts.ts'
import { Seq } from './ids.ts'
import { limits } from './limits.ts'
import { NotifyDefaults, RoomNotify } from './notifications.ts'
import { Reminder } from './reminders.ts'
import { SavedMessage } from './saved-messages.ts'
import { ScheduledMessage } from './scheduled-messages.ts'

/** What changed of a person's own between two positions of their log, as it is now. */
export const PersonChanges = z
  .object({
    from: Seq.describe(
      'The changes are those after this position ... In an answer, 0 says that this is everything that there is: put it in ' +
        'place of what you know.',
    ),
    to: Seq.describe('... up to and including this one.'),
    head: Seq.describe('The last position of the log when this was written.'),
    saved: z.array(SavedMessage).describe('Messages that you have saved for later.').optional(),
    reminders: z.array(Reminder).describe('Messages of which you want to be reminded, or have been.').optional(),
    scheduled: z.array(ScheduledMessage).describe('Messages that are going to be sent, or could not be.').optional(),
    drafts: z.array(Draft).describe('What you have begun to write, room by room.').optional(),
    notify: z.array(RoomNotify).describe('What you have chosen to be notified of, room by room.').optional(),
    notifyDefaults: z
      .array(NotifyDefaults)
      .max(1)
      .describe('What you have chosen to be notified of everywhere else, as one thing.')
      .optional(),
    gone: z
      .array(
        z.object({
          kind: z.string().describe('The name of the list that it would be in.'),
          subject: z.string().describe('What it is about: the id that tells it from others of its kind.'),
        }),
      )
      .describe('What changed in between and is no more.')
      .optional(),
    more: z
      .literal(true)
      .describe('There are changes after `to` that did not fit: ask `person:changes` after `to`.')
      .optional(),
  })
  .meta({
    id: 'PersonChanges',
    description:
      'What changed of what is your own and nobody elses between two positions of your log, as it is now. A list that is ' +
      'absent has nothing that changed.',
  })
export type PersonChanges = z.output<typeof PersonChanges>

/** A kind of things that a person's log is about: the name of its list in {@link PersonChanges}. */
export type PersonKind = Exclude<keyof PersonChanges, 'from' | 'to' | 'head' | 'gone' | 'more'>
/** What is in that list. */
export type PersonItem<Kind extends PersonKind> = NonNullable<PersonChanges[Kind]>[number]

/** What changed of one's own after a cursor. */
export const getPersonChanges = defineRequest('person:changes', {
  description:
    'What changed of your own after a cursor. On the first visit, after 0, and after a cursor that is beyond the log (the ' +
    'server was restored from a backup) or too far behind, it is everything that there is, with `from: 0`.',
  input: z.strictObject({
    after: Seq.describe('Your cursor.'),
    snapshotAt: Seq.describe('While you load everything piece by piece: the `head` of its first piece.').optional(),
    limit: z
      .int()
      .min(1)
      .max(limits.changesPage.max)
      .describe(`How many log entries the answer may cover; ${limits.changesPage.default} where it does not say.`)
      .optional(),
  }),
  output: PersonChanges,
  errors: [],
})

/** Something of one's own has changed, here or on another device. */
export const personChanged = defineEvent('person:changed', {
  description:
    'Something of your own has changed, here or on another device: your log went from `from` to `to`. Apply it if `from` ' +
    'is your cursor; drop it if `to` is not newer than your cursor; otherwise ask `person:changes` after your cursor.',
  payload: PersonChanges,
})
