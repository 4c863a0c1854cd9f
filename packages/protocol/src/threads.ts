import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Cursor, MessageId, RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { Message } from './messages.ts'
import { User } from './users.ts'

/** A thread as one person sees it. What everybody sees of it is in its root and its messages. */
export const Thread = z
  .object({
    rootId: MessageId.describe('The message that it hangs on.'),
    roomId: RoomId,
    following: z
      .boolean()
      .describe('You follow it: you wrote its root, answered in it, are mentioned in it or say so.'),
    readSeq: Seq.describe('How far you have read it.'),
    unread: z
      .int()
      .min(0)
      .max(limits.unread)
      .describe('Messages of others in it after `readSeq`, counted up to 100; 0 where you do not follow it.'),
    mentions: z
      .int()
      .min(0)
      .max(limits.unread)
      .describe('Messages in it after `readSeq` that mention you, also where you do not follow it.'),
    head: Seq.describe("The position of the room's log up to which this was counted."),
  })
  .meta({ id: 'Thread', description: 'A thread as one person sees it.' })
export type Thread = z.output<typeof Thread>

/** A page of the messages of a thread. */
export const getThreadHistory = defineRequest('thread:history', {
  description:
    'A page of the messages of a thread, newest last, without its root: before or after a position (at most one of the ' +
    'two), or the latest page. `VALIDATION_FAILED` for a message that is itself in a thread.',
  input: z
    .strictObject({
      rootId: MessageId,
      before: Seq.describe('The page that ends before this position.').optional(),
      after: Seq.describe('The page that begins after this position.').optional(),
      limit: z
        .int()
        .min(1)
        .max(limits.historyPage.max)
        .describe(`How many messages at most; ${limits.historyPage.default} where it does not say.`)
        .optional(),
    })
    .refine(({ before, after }) => before === undefined || after === undefined, 'Give at most one of before and after'),
  output: z.object({
    root: Message,
    messages: z.array(Message).describe('Oldest first.'),
    users: z.array(User).describe('The people that the messages refer to.'),
    hasMoreBefore: z.boolean(),
    hasMoreAfter: z.boolean(),
    thread: Thread,
  }),
  errors: ['NOT_FOUND'],
})

/** Follows a thread. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const followThread = defineRequest('thread:follow', {
  description:
    'Follows a thread, on all your devices, or ends that. Nobody else sees it. A thread that you do not follow any more is ' +
    'followed again once you answer in it, and not because somebody mentions you.',
  input: z.strictObject({ rootId: MessageId, on: z.boolean() }),
  output: z.object({ thread: Thread }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Says how far somebody has read a thread. Sets rather than adds, so that a retry after a lost ack is harmless. */
export const markThreadRead = defineRequest('thread:mark', {
  description:
    "How far you have read a thread. The mark only moves forward, and not beyond the head of the room's log. It is kept for " +
    'threads that you follow or are mentioned in; of others the answer says that nothing is known.',
  input: z.strictObject({ rootId: MessageId, seq: Seq }),
  output: z.object({ thread: Thread }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** What certain threads are to somebody. */
export const getThreads = defineRequest('thread:get', {
  description: 'Threads as you see them. Those that do not exist, or are not yours to see, are left out.',
  input: z.strictObject({ rootIds: z.array(MessageId).min(1).max(limits.threadsAsked) }),
  output: z.object({ threads: z.array(Thread) }),
  errors: [],
})

/** The threads that somebody follows. */
export const listThreads = defineRequest('thread:list', {
  description: 'The threads that you follow and in which there are replies, page by page, the latest reply first.',
  input: z.strictObject({ cursor: Cursor.optional() }),
  output: z.object({
    threads: z.array(Thread).max(limits.threadsPage),
    roots: z.array(Message).describe('What the threads hang on, in the same order.'),
    users: z.array(User).describe('The people behind the roots, and those who have answered.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: [],
})

/** A thread is something else to somebody. */
export const threadChanged = defineEvent('thread:changed', {
  description: 'You follow a thread, or do not any more, or have read on in it, here or on another device.',
  payload: Thread,
})
