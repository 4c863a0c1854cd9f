import type { MessageId } from '@chat/protocol'
import { updateEach } from '../database/statements.ts'
import type { Applier, RoomChange } from '../log/applier.ts'
import { forgetMentions } from '../mentions/mentions-store.ts'
import { countPins } from '../pins/pins-store.ts'
import { eraseReactions } from '../reactions/reactions-store.ts'
import { selectActors } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE, refuseDeletion } from '../rooms/room-access.ts'
import { discountReplies } from '../threads/reply-counts.ts'
import { withRoots } from '../threads/with-roots.ts'
import { changedMessages, selectMessages } from './messages-store.ts'
import { eraseRevisions } from './revisions-store.ts'

/** A message becomes a tombstone: it keeps its place, its author and its time, its texts and the reactions to it are gone. */
export interface BuryMessage extends RoomChange {
  readonly kind: 'message.deleted'
  readonly messageId: MessageId
}

const bury = updateEach(
  'messages',
  {
    text: 'text',
    mentions: 'text',
    reply_to: 'text',
    reply_to_author_id: 'text',
    forward_of: 'text',
    forwarded: 'text',
    forwarded_author_id: 'text',
    edited_at: 'bigint',
    pinned_seq: 'bigint',
    pinned_at: 'bigint',
    pinned_by: 'text',
    deleted_at: 'bigint',
    deleted_by: 'text',
    changed_seq: 'bigint',
  },
  { id: 'text' },
)

/** Asking again changes nothing. */
export const buryMessage: Applier<BuryMessage> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,
  changesRoom: true,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, changes)
    const memberOf = await selectActors(writing, changes)
    return changes.map(({ messageId, roomId, actorId }) => {
      const message = known.get(messageId)
      const isAuthor = message?.author_id === actorId
      if (message?.room_id !== roomId) return NO_SUCH_MESSAGE
      const refusal = refuseDeletion(rooms.get(roomId), memberOf(roomId, actorId), isAuthor)
      if (refusal || message.deleted_at === null) return refusal ?? 'accepted'
      return { status: 'unchanged', seq: message.changed_seq, at: message.deleted_at }
    })
  },

  async write(writing, placed) {
    const ids = placed.map(({ change }) => change.messageId)
    const known = await selectMessages(
      writing,
      placed.map(({ change }) => change),
    )
    await forgetMentions(writing, known.values())
    await writing.each(
      bury,
      placed.map(({ change: { messageId, actorId }, seq, at }) => ({
        id: messageId,
        text: '',
        mentions: null,
        reply_to: null,
        reply_to_author_id: null,
        forward_of: null,
        forwarded: null,
        forwarded_author_id: null,
        edited_at: null,
        pinned_seq: null,
        pinned_at: null,
        pinned_by: null,
        deleted_at: at,
        deleted_by: known.get(messageId)?.author_id === actorId ? null : actorId,
        changed_seq: seq,
      })),
    )
    await eraseRevisions(writing, ids)
    await eraseReactions(writing.db, ids)
    await discountReplies(writing, known, placed)
    const unpinned = await countPins(
      writing,
      placed.flatMap(({ change: { messageId, roomId }, seq }) =>
        typeof known.get(messageId)?.pinned_seq === 'number' ? { roomId, seq, more: -1 } : [],
      ),
    )
    const states = await withRoots(writing, await changedMessages(writing, placed))
    return placed.map(({ change: { roomId } }, index) => {
      const room = unpinned.get(roomId)
      return { ...states[index], ...(room && { room }) }
    })
  },
}
