import { limits, listThreads, type Message, MessageId, Timestamp } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { countFitting, FRAME_BUDGET } from '../messages/frame-budget.ts'
import { findMessagesInFull } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { roomIdsOf } from '../rooms/members-store.ts'
import { type FollowedThread, findFollowed } from './threads-store.ts'

export const handleListThreads = handle(listThreads, async ({ input, actor: { userId }, database: { read } }) => {
  const all = (await findFollowed(read, [userId])).get(userId) ?? []
  const followed = all.filter(({ lastReplyAt }) => lastReplyAt > 0)
  const rest = input.cursor === undefined ? followed : followed.filter(isAfter(input.cursor))
  const asked = rest.slice(0, limits.threadsPage)
  const ids = asked.map(({ thread }) => thread.rootId)
  const found = await findMessagesInFull(read, ids, () => Number.POSITIVE_INFINITY, userId)
  const byId = new Map(found.map((root) => [root.id, root]))
  const inOrder = ids.flatMap((id) => byId.get(id) ?? [])
  const fitting = countFitting(inOrder, FRAME_BUDGET - ENVELOPES)
  // Told as they are now: of a room that somebody was removed from meanwhile they must not see them.
  const rooms = new Set(await roomIdsOf(read, userId))
  const roots = inOrder.slice(0, fitting).filter(({ roomId }) => rooms.has(roomId))
  const users = await findUsers(read, roots.flatMap(peopleOf))
  const page = asked.slice(0, fitting)
  const last = page.at(-1)
  return {
    threads: page.filter(({ thread }) => rooms.has(thread.roomId)).map(({ thread }) => thread),
    roots,
    users,
    ...(rest.length > page.length && last && { cursor: cursorOf(last) }),
  }
})

/** What the threads themselves take, and the people who have answered in them, at most. */
const ENVELOPES = limits.threadsPage * (250 + limits.threadRepliers * 300)

function peopleOf({ authorId, repliers = [] }: Message) {
  return [authorId, ...repliers]
}

function cursorOf({ lastReplyAt, thread }: FollowedThread): string {
  return `${lastReplyAt}_${thread.rootId}`
}

function isAfter(cursor: string): (followed: FollowedThread) => boolean {
  const [time, id] = cursor.split('_')
  const lastReplyAt = Timestamp.safeParse(Number(time))
  const rootId = MessageId.safeParse(id)
  if (!lastReplyAt.success || !rootId.success) {
    throw new ChatError('VALIDATION_FAILED', 'The cursor is not one of this request.')
  }
  return (followed) =>
    followed.lastReplyAt < lastReplyAt.data ||
    (followed.lastReplyAt === lastReplyAt.data && followed.thread.rootId < rootId.data)
}
