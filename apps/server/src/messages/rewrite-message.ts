import { ForwardComment, limits, type MessageId } from '@chat/protocol'
import { SILENCED, silencedRooms } from '../blocks/blocks-store.ts'
import { updateEach, type Writing } from '../database/statements.ts'
import type { Applier, LockedRooms, Placed, Refused, RoomChange } from '../log/applier.ts'
import { countMentions, forgetMentions, parseMentions, serializeMentions } from '../mentions/mentions-store.ts'
import { resolveMentions } from '../mentions/resolve-mentions.ts'
import { selectActors } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE, refuseEdit } from '../rooms/room-access.ts'
import { callMentioned, withCalled } from '../threads/thread-members.ts'
import { changedMessages, selectMessages } from './messages-store.ts'
import { keepRevisions } from './revisions-store.ts'

/** A message gets another text. The one before is kept for as long as the message is. */
export interface RewriteMessage extends RoomChange {
  readonly kind: 'message.edited'
  readonly messageId: MessageId
  readonly text: string
}

const rewrite = updateEach(
  'messages',
  { text: 'text', mentions: 'text', edited_at: 'bigint', changed_seq: 'bigint' },
  { id: 'text' },
)

const TOO_LONG: Refused = {
  status: 'refused',
  code: 'VALIDATION_FAILED',
  message: `What is added to a forwarded message has at most ${limits.forwardComment.max} characters.`,
}

/** A text that the message has already changes nothing: the ack of the first try may have been lost. */
export const rewriteMessage: Applier<RewriteMessage> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, changes)
    const memberOf = await selectActors(writing, changes)
    const silenced = await silencedRooms(writing, rooms)
    return changes.map(({ messageId, roomId, actorId, text }) => {
      const message = known.get(messageId)
      if (message?.room_id !== roomId) return NO_SUCH_MESSAGE
      const member = memberOf(roomId, actorId)
      const isAuthor = message.author_id === actorId
      if (isAuthor && message.deleted_at === null && message.text === text && member?.left_seq === null) {
        const seq = Math.max(message.seq, message.changed_seq)
        return { status: 'unchanged', seq, at: message.edited_at ?? message.sent_at }
      }
      const refusal = refuseEdit(rooms.get(roomId), member, isAuthor)
      if (refusal) return refusal
      if (message.deleted_at !== null) return NO_SUCH_MESSAGE
      if (message.forward_of !== null && !ForwardComment.safeParse(text).success) return TOO_LONG
      return silenced.has(roomId) ? SILENCED : 'accepted'
    })
  },

  async write(writing, placed, rooms) {
    const changes = placed.map(({ change }) => change)
    const before = await selectMessages(writing, changes)
    await keepRevisions(writing, replacedTexts(before, placed))
    const { mentioned, called } = await mentionAnew(writing, changes, before, rooms)
    await writing.each(
      rewrite,
      placed.map(({ change: { messageId, text }, seq, at }, index) => ({
        id: messageId,
        text,
        mentions: mentioned[index] ?? null,
        edited_at: at,
        changed_seq: seq,
      })),
    )
    return withCalled(await changedMessages(writing, placed), called)
  },
}

type Rows = Awaited<ReturnType<typeof selectMessages>>

/** Whom the new texts mention: whom the old ones did by the same names, and who is in the room now. What they no longer name counts no more. */
async function mentionAnew(writing: Writing, changes: readonly RewriteMessage[], before: Rows, rooms: LockedRooms) {
  const drafts = changes.map(({ messageId, roomId, actorId, text }) => {
    const { mentions = null, thread_root = null } = before.get(messageId) ?? {}
    const draft = { roomId, authorId: actorId, text, inThread: thread_root !== null }
    return { ...draft, ...(mentions !== null && { before: parseMentions(mentions) }) }
  })
  const mentioned = (await resolveMentions(writing, drafts, rooms)).map(serializeMentions)
  await forgetMentions(writing, before.values())
  const after = changes.flatMap(({ messageId }, index) => {
    const message = before.get(messageId)
    return message ? { ...message, mentions: mentioned[index] ?? null } : []
  })
  await countMentions(writing, after)
  return { mentioned, called: await callMentioned(writing, after) }
}

function replacedTexts(before: Rows, placed: readonly Placed<RewriteMessage>[]) {
  return placed.flatMap(({ change: { messageId }, seq }) => {
    const message = before.get(messageId)
    if (!message) return []
    const { text, edited_at, sent_at } = message
    return { message_id: messageId, replaced_seq: seq, text, written_at: edited_at ?? sent_at }
  })
}
