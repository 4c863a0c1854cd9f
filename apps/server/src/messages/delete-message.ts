import type { MessageId } from '@chat/protocol'
import { updateEach } from '../database/statements.ts'
import type { Applier, Refused, RoomChange } from '../log/applier.ts'
import { selectMessages, toMessage } from './messages-store.ts'

/** A message becomes a tombstone: it keeps its place, its author and its time, and its text is gone. */
export interface DeleteMessage extends RoomChange {
  readonly kind: 'message.deleted'
  readonly messageId: MessageId
}

const NO_SUCH_MESSAGE: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such message.' }

const bury = updateEach('messages', { text: 'text', deleted_at: 'bigint', changed_seq: 'bigint' }, { id: 'text' })

/** Whoever wrote it takes it back; also from a room that they are not in any more. Asking again changes nothing. */
export const deleteMessage: Applier<DeleteMessage> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,

  async decide(writing, changes) {
    const known = await selectMessages(writing, changes)
    return changes.map(({ messageId, roomId, actorId }) => {
      const message = known.get(messageId)
      if (message?.room_id !== roomId || message.author_id !== actorId) return NO_SUCH_MESSAGE
      if (message.deleted_at === null) return 'accepted'
      return { status: 'unchanged', seq: message.changed_seq, at: message.deleted_at }
    })
  },

  async write(writing, placed) {
    await writing.each(
      bury,
      placed.map(({ change, seq, at }) => ({ id: change.messageId, text: '', deleted_at: at, changed_seq: seq })),
    )
    const buried = await selectMessages(
      writing,
      placed.map(({ change }) => change),
    )
    return placed.map(({ change }) => {
      const row = buried.get(change.messageId)
      return row ? { message: toMessage(row) } : {}
    })
  },
}
