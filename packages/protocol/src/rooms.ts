import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Message } from './messages.ts'
import { User } from './users.ts'

export const RoomKind = z.enum(['public', 'private', 'direct'])
export type RoomKind = z.output<typeof RoomKind>

export const MemberRole = z.enum(['owner', 'moderator', 'member'])
export type MemberRole = z.output<typeof MemberRole>

export const RoomSummary = z
  .object({
    id: RoomId,
    kind: RoomKind,
    name: z.string(),
    slug: z.string().optional(),
    topic: z.string().optional(),
    /** The last position of the room's log. */
    head: Seq,
    memberCount: z.int().nonnegative(),
    lastReadSeq: Seq,
    /** Messages of others after `lastReadSeq`, counted up to 100. */
    unread: z.int().min(0).max(limits.unread),
    /** Those of them that mention you. */
    mentions: z.int().min(0).max(limits.unread),
    role: MemberRole,
    lastMessage: Message.optional(),
  })
  .meta({ id: 'RoomSummary', description: 'A room as one of its members sees it.' })
export type RoomSummary = z.output<typeof RoomSummary>

export const Member = z
  .object({
    userId: UserId,
    role: MemberRole,
    joinedSeq: Seq,
    leftSeq: Seq.optional(),
    lastReadSeq: Seq,
  })
  .meta({ id: 'Member', description: 'A membership as it is now; `leftSeq` is there once it has ended.' })
export type Member = z.output<typeof Member>

export const RoomChanges = z
  .object({
    roomId: RoomId,
    /** The changes are those after `from` ... */
    from: Seq,
    /** ... up to and including `to`. */
    to: Seq,
    /** The last position of the log when this was written. */
    head: Seq,
    /** The current state of every message that changed in between, oldest first. */
    messages: z.array(Message),
    /** The current state of every membership that changed in between. */
    members: z.array(Member).optional(),
    /** People that the client may not know yet. */
    users: z.array(User).optional(),
    room: RoomSummary.optional(),
    /** There are changes after `to` that did not fit: ask `room:changes` after `to`. */
    more: z.literal(true).optional(),
  })
  .meta({ id: 'RoomChanges', description: 'What changed in a room between two positions of its log, as it is now.' })
export type RoomChanges = z.output<typeof RoomChanges>

export const getRoomChanges = defineRequest('room:changes', {
  description:
    'What changed in a room after a cursor. `SYNC_RESET` says that the cursor is beyond the log (the server was restored ' +
    'from a backup): drop what is cached of the room and load its history.',
  input: z.strictObject({
    roomId: RoomId,
    after: Seq,
    limit: z.int().min(1).max(limits.changesPage.max).optional(),
  }),
  output: RoomChanges,
  errors: ['NOT_FOUND', 'SYNC_RESET'],
})

export const getRoomHistory = defineRequest('room:history', {
  description:
    'A page of messages, newest last: before, after or around a position (at most one of the three), or the latest page.',
  input: z
    .strictObject({
      roomId: RoomId,
      before: Seq.optional(),
      around: Seq.optional(),
      after: Seq.optional(),
      limit: z.int().min(1).max(limits.historyPage.max).optional(),
    })
    .refine(
      ({ before, around, after }) => [before, around, after].filter((position) => position !== undefined).length <= 1,
      'Give at most one of before, around and after',
    ),
  output: z.object({
    messages: z.array(Message),
    users: z.array(User),
    hasMoreBefore: z.boolean(),
    hasMoreAfter: z.boolean(),
  }),
  errors: ['NOT_FOUND'],
})

export const roomChanged = defineEvent('room:changed', {
  description:
    'A room went from `from` to `to`. Apply it if `from` is your cursor; drop it if `to` is not newer than your cursor; ' +
    'otherwise ask `room:changes` after your cursor.',
  payload: RoomChanges,
})
