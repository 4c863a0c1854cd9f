import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId, RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Reaction } from './reactions.ts'
import { messageText } from './text.ts'
import { Timestamp } from './time.ts'

/** What somebody may write: 1 to 4,000 characters, trimmed. */
export const MessageText = messageText(limits.messageText)

/** Somebody whom a message mentions. */
export const Mention = z
  .object({
    userId: UserId,
    name: z.string().describe('What stands after the `@` in the text: what they were called then, as it was typed.'),
  })
  .meta({ id: 'Mention', description: 'Somebody whom a message mentions.' })
export type Mention = z.output<typeof Mention>

/** What somebody may add to a message that they forward: up to 1,000 characters, trimmed; also nothing. */
export const ForwardComment = messageText(limits.forwardComment)

/** What a message passes on: what somebody else, or oneself, has written elsewhere. */
export const Forwarded = z
  .object({
    authorId: UserId.describe('Who wrote it.'),
    text: z
      .string()
      .describe(
        'What it said when it was forwarded. Empty where `private`, and once its author was deleted with all that they wrote.',
      ),
    private: z
      .literal(true)
      .describe(
        'It was written where not everybody may read it, and comes without its text: who may read it has that from there.',
      )
      .optional(),
    sentAt: Timestamp.describe('When it was sent.'),
    roomId: RoomId.describe('Where it was written. It has a name only for whoever may see that room.'),
    seq: Seq.describe("Its place in that room's log."),
  })
  .meta({ id: 'Forwarded', description: 'What a message passes on, as it was at that moment.' })
export type Forwarded = z.output<typeof Forwarded>

/** A message as it is now. */
export const Message = z
  .object({
    id: MessageId,
    roomId: RoomId,
    seq: Seq.describe("Where in the room's log it was posted. Orders the timeline and never changes."),
    authorId: UserId,
    text: z.string().describe('Empty once it is deleted, and where a message is forwarded without a comment.'),
    sentAt: Timestamp.describe("When the server took it, by the server's clock. For display; order comes from `seq`."),
    threadRoot: MessageId.describe(
      'The message of the same room in whose thread this one is; it is then not in the timeline of the room.',
    ).optional(),
    replyCount: z
      .int()
      .positive()
      .describe('How many messages are in the thread under it, without deleted ones; absent for none.')
      .optional(),
    lastReplyAt: Timestamp.describe('When the latest of them was sent.').optional(),
    repliers: z.array(UserId).max(limits.threadRepliers).describe('The first people who wrote in it.').optional(),
    replyTo: MessageId.describe('The message of the same room that it answers; it may be deleted by now.').optional(),
    replyToAuthorId: UserId.describe('Who wrote what it answers: it mentions them.').optional(),
    forwarded: Forwarded.describe('What it passes on; `text` is then a comment on it.').optional(),
    editedAt: Timestamp.describe('There once its author has changed the text: when that was last.').optional(),
    mentions: z
      .array(Mention)
      .describe(
        `Whom it mentions, of the members of the room at that moment; at most ${limits.mentions}. Several of one name are several.`,
      )
      .optional(),
    mentionsRoom: z.literal(true).describe('It mentions everybody in the room, by `@room`.').optional(),
    pinnedAt: Timestamp.describe('There while it is pinned: since when.').optional(),
    pinnedBy: UserId.describe('Who has pinned it.').optional(),
    deletedAt: Timestamp.describe('There once it is deleted: it keeps its place, and its text is gone.').optional(),
    deletedByModerator: z
      .literal(true)
      .describe('There where somebody who runs the room has deleted it, and not its author.')
      .optional(),
    reactions: z
      .array(Reaction)
      .describe('In the order in which the emoji came up. Absent where nobody reacts, and in a `lastMessage`.')
      .optional(),
  })
  .meta({ id: 'Message', description: 'A message as it is now.' })
export type Message = z.output<typeof Message>

/** What a reply shows of the message that it answers, as it is now. */
export const QuotedMessage = z
  .object({
    id: MessageId,
    seq: Seq,
    authorId: UserId,
    text: z.string().describe('Its beginning. Empty once it is deleted, and where it only forwards something.'),
    forwarded: Forwarded.describe('What it forwards without a comment: the beginning of that.').optional(),
    deletedAt: Timestamp.optional(),
  })
  .meta({ id: 'QuotedMessage', description: 'What a reply shows of the message that it answers, as it is now.' })
export type QuotedMessage = z.output<typeof QuotedMessage>

/** Posts a message, once, however often it is sent. */
export const sendMessage = defineRequest('message:send', {
  description:
    'Posts a message. The ack comes after the message is on disk. Sending the same id again changes nothing and ' +
    'returns the first result with `duplicate: true`; the same id with another author, room, thread, text, `replyTo` or `forwardOf` is a `CONFLICT`. ' +
    'In a read-only room it is `FORBIDDEN` to all but owners and moderators. `@` and the name of a member mentions them.',
  input: z
    .strictObject({
      id: MessageId,
      roomId: RoomId,
      text: messageText({ ...limits.messageText, min: 0 }).describe(
        `${limits.messageText.min} to ${limits.messageText.max} characters; with \`forwardOf\` a comment, of at most ` +
          `${limits.forwardComment.max}, which may be empty.`,
      ),
      threadRoot: MessageId.describe(
        'Posts into the thread under this message. It is one of the same room and is in no thread itself, or it is ' +
          '`VALIDATION_FAILED`; `NOT_FOUND` where you cannot see such a message. It may be deleted.',
      ).optional(),
      replyTo: MessageId.describe(
        'A message of the timeline of the same room; anything else is `NOT_FOUND`. Not together with `threadRoot`.',
      ).optional(),
      forwardOf: MessageId.describe(
        'Passes on what this message says, of any room that you are in; one that you cannot see, or that is deleted, is ' +
          '`NOT_FOUND`. Not together with `threadRoot` or `replyTo`.',
      ).optional(),
    })
    .refine(
      ({ threadRoot, replyTo, forwardOf }) =>
        [threadRoot, replyTo, forwardOf].filter((other) => other !== undefined).length <= 1,
      'Give at most one of threadRoot, replyTo and forwardOf',
    )
    .refine(({ text, forwardOf }) => text !== '' || forwardOf !== undefined, {
      path: ['text'],
      error: 'Must not be empty',
    })
    .refine(({ text, forwardOf }) => forwardOf === undefined || ForwardComment.safeParse(text).success, {
      path: ['text'],
      error: `Must have at most ${limits.forwardComment.max} characters, as a comment`,
    }),
  output: z.object({
    id: MessageId,
    seq: Seq.describe("The message's place in the room's log."),
    sentAt: Timestamp,
    duplicate: z.literal(true).describe('This id was already posted; `seq` and `sentAt` are those of then.').optional(),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Changes the text of a message. Sets it, so that a retry after a lost ack is harmless. */
export const editMessage = defineRequest('message:edit', {
  description:
    'Changes the text of a message of your own, where you may post; the earlier one stays to be seen (`message:revisions`). ' +
    'A text that it has already changes nothing. Of what is forwarded only the comment can be changed. `FORBIDDEN` for a message of somebody else, `NOT_FOUND` for a deleted one.',
  input: z.strictObject({ id: MessageId, text: MessageText }),
  output: z.object({
    id: MessageId,
    seq: Seq.describe("The place of its latest change in the room's log: this one, unless it changed nothing."),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Deletes a message; does no harm where it is deleted already. */
export const deleteMessage = defineRequest('message:delete', {
  description:
    'Deletes a message: its place stays, its text and all earlier ones are gone everywhere. Yours wherever you wrote it; ' +
    'owners and moderators delete those of others too, but not in a direct conversation.',
  input: z.strictObject({ id: MessageId }),
  output: z.object({ id: MessageId, seq: Seq.describe("The place of the deletion in the room's log.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** A text that a message had before it was edited. */
export const MessageRevision = z
  .object({
    replacedSeq: Seq.describe("The place of the edit in the room's log that put another text in its place."),
    text: z.string(),
    writtenAt: Timestamp.describe('Since when the message had this text.'),
  })
  .meta({ id: 'MessageRevision', description: 'A text that a message had before it was edited.' })
export type MessageRevision = z.output<typeof MessageRevision>

/** How a message was edited. */
export const getMessageRevisions = defineRequest('message:revisions', {
  description:
    `The texts that a message had before, latest first: the first of all and at most ${limits.messageRevisions - 1} others. ` +
    'None of a deleted message.',
  input: z.strictObject({
    id: MessageId,
    before: Seq.describe('Where `more` was set: the `replacedSeq` of the last that came.').optional(),
  }),
  output: z.object({
    revisions: z.array(MessageRevision).max(limits.messageRevisions),
    more: z.literal(true).describe('There are earlier ones that did not fit.').optional(),
  }),
  errors: ['NOT_FOUND'],
})
