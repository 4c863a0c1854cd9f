import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Message, QuotedMessage } from './messages.ts'
import { PersonReactions } from './reactions.ts'
import { ReadEpoch } from './reads.ts'
import { Timestamp } from './time.ts'
import { User } from './users.ts'

/** `direct` is a conversation between few people, without a name. */
export const RoomKind = z.enum(['public', 'private', 'direct'])
export type RoomKind = z.output<typeof RoomKind>

/** What somebody is in a room. */
export const MemberRole = z.enum(['owner', 'moderator', 'member'])
export type MemberRole = z.output<typeof MemberRole>

/** A room as one of its members sees it. */
export const RoomSummary = z
  .object({
    id: RoomId,
    kind: RoomKind,
    name: z.string().describe('Empty for a direct conversation, which has the names of the people in it.'),
    slug: z.string().describe('A short name that stays, such as `general`; not every room has one.').optional(),
    topic: z.string().optional(),
    readOnly: z.boolean().describe('Only owners and moderators post.').optional(),
    archived: z.boolean().describe('Nobody posts; it can be read.').optional(),
    head: Seq.describe("The last position of the room's log."),
    memberCount: z.int().nonnegative(),
    memberIds: z
      .array(UserId)
      .max(limits.directPeople)
      .describe('Of a direct conversation: everybody who is in it, you too. That never changes.')
      .optional(),
    lastReadSeq: Seq.describe('How far you have read.'),
    readEpoch: ReadEpoch.describe('How often you have marked it as unread; absent where you never have.').optional(),
    unread: z
      .int()
      .min(0)
      .max(limits.unread)
      .describe(
        'Messages of others in the timeline after `lastReadSeq`, counted up to 100. Those in threads are not among them.',
      ),
    mentions: z
      .int()
      .min(0)
      .max(limits.unread)
      .describe('Those of them that mention you, and messages that do in threads that you have not read up to there.'),
    mentionsInThreads: z
      .int()
      .positive()
      .max(limits.unread)
      .describe('How many of `mentions` are in threads; absent for none.')
      .optional(),
    role: MemberRole.describe('What you are in this room.'),
    favourite: z.literal(true).describe('You have marked it as one of your favourites.').optional(),
    pins: z.int().min(1).max(limits.pins).describe('How many messages are pinned there; absent for none.').optional(),
    lastMessage: Message.optional(),
  })
  .meta({ id: 'RoomSummary', description: 'A room as one of its members sees it.' })
export type RoomSummary = z.output<typeof RoomSummary>

/** A membership as it is now. */
export const Member = z
  .object({
    userId: UserId,
    role: MemberRole,
    joinedSeq: Seq,
    leftSeq: Seq.describe('There once the membership has ended.').optional(),
    lastReadSeq: Seq.describe(
      'How far this person has read, as far as you may know: 0 where you may not, and in everything that many get.',
    ),
    deliveredSeq: Seq.describe(
      'How far messages have arrived on a device of this person, where that is more than they have read, as far as you may know.',
    ).optional(),
  })
  .meta({ id: 'Member', description: 'A membership as it is now.' })
export type Member = z.output<typeof Member>

/** What changed in a room between two positions of its log, as it is now. */
export const RoomChanges = z
  .object({
    roomId: RoomId,
    from: Seq.describe('The changes are those after this position ...'),
    to: Seq.describe('... up to and including this one.'),
    head: Seq.describe('The last position of the log when this was written.'),
    messages: z.array(Message).describe('Every message that changed in between, as it is now, oldest first.'),
    quoted: z
      .array(QuotedMessage)
      .describe('What the messages answer and is not among them: what your room does not have, to show with them.')
      .optional(),
    members: z.array(Member).describe('Every membership that changed in between, as it is now.').optional(),
    users: z.array(User).describe('People that the client may not know yet.').optional(),
    reacted: z
      .array(PersonReactions)
      .describe(
        'People whose reactions changed in between, as they are now, to those of the messages that do not name everybody: ' +
          'it is how you know about yourself.',
      )
      .optional(),
    room: RoomSummary.describe(
      'The room as it is now, where its settings or what is pinned changed in between. The same for everybody who gets it: ' +
        'take over `name`, `slug`, `topic`, `readOnly`, `archived` and `pins`, and keep what you know of the rest.',
    ).optional(),
    more: z
      .literal(true)
      .describe('There are changes after `to` that did not fit: ask `room:changes` after `to`.')
      .optional(),
  })
  .meta({ id: 'RoomChanges', description: 'What changed in a room between two positions of its log, as it is now.' })
export type RoomChanges = z.output<typeof RoomChanges>

/** What changed in a room after a cursor. */
export const getRoomChanges = defineRequest('room:changes', {
  description:
    'What changed in a room after a cursor. `SYNC_RESET` says that the cursor is beyond the log (the server was restored ' +
    'from a backup): drop what is cached of the room and load its history.',
  input: z.strictObject({
    roomId: RoomId,
    after: Seq.describe('Your cursor.'),
    limit: z
      .int()
      .min(1)
      .max(limits.changesPage.max)
      .describe(`How many log entries the answer may cover; ${limits.changesPage.default} where it does not say.`)
      .optional(),
  }),
  output: RoomChanges,
  errors: ['NOT_FOUND', 'SYNC_RESET'],
})

/** A page of a room's messages. */
export const getRoomHistory = defineRequest('room:history', {
  description:
    'A page of the timeline, newest last: before, after or around a position, or from a moment on (at most one of the ' +
    'four), or the latest page. What is in threads is left out; `thread:history` has it.',
  input: z
    .strictObject({
      roomId: RoomId,
      before: Seq.describe('The page that ends before this position.').optional(),
      around: Seq.describe('The page that has this position in its middle.').optional(),
      after: Seq.describe('The page that begins after this position.').optional(),
      at: Timestamp.describe(
        'The page that has the first message in its middle that was posted at this moment or later; the latest page ' +
          'where there is none.',
      ).optional(),
      limit: z
        .int()
        .min(1)
        .max(limits.historyPage.max)
        .describe(`How many messages at most; ${limits.historyPage.default} where it does not say.`)
        .optional(),
    })
    .refine(
      ({ before, around, after, at }) =>
        [before, around, after, at].filter((position) => position !== undefined).length <= 1,
      'Give at most one of before, around, after and at',
    ),
  output: z.object({
    messages: z.array(Message).describe('Oldest first.'),
    quoted: z.array(QuotedMessage).describe('What the messages answer and is not among them.').optional(),
    users: z.array(User).describe('The people that the messages refer to.'),
    hasMoreBefore: z.boolean(),
    hasMoreAfter: z.boolean(),
    threadRootSeq: Seq.describe(
      'Where the message at `around` is in a thread: the place of what that hangs on.',
    ).optional(),
  }),
  errors: ['NOT_FOUND'],
})

/** A room went from one position of its log to a later one. */
export const roomChanged = defineEvent('room:changed', {
  description:
    'A room went from `from` to `to`. Apply it if `from` is your cursor; drop it if `to` is not newer than your cursor; ' +
    'otherwise ask `room:changes` after your cursor.',
  payload: RoomChanges,
})
