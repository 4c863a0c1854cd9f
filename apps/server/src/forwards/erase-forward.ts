import type { MessageId } from '@chat/protocol'
import { updateEach } from '../database/statements.ts'
import type { Applier, RoomChange } from '../log/applier.ts'
import { changedMessages, selectMessages } from '../messages/messages-store.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { parseForwarded } from './forwarded.ts'

/** What a message passes on goes, since whoever wrote that is deleted with all that they wrote; the message stays. */
export interface EraseForward extends RoomChange {
  readonly kind: 'message.forward-erased'
  readonly messageId: MessageId
}

const erase = updateEach(
  'messages',
  { forwarded: 'text', forwarded_author_id: 'text', changed_seq: 'bigint' },
  { id: 'text' },
)

/** The actor is whoever wrote it. Asking again changes nothing. */
export const eraseForward: Applier<EraseForward> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,

  async decide(writing, changes) {
    const known = await selectMessages(writing, changes)
    return changes.map(({ messageId, roomId, actorId }) => {
      const message = known.get(messageId)
      if (message?.room_id !== roomId) return NO_SUCH_MESSAGE
      if (message.forwarded_author_id === actorId) return 'accepted'
      return { status: 'unchanged', seq: Math.max(message.seq, message.changed_seq), at: message.sent_at }
    })
  },

  async write(writing, placed) {
    const known = await selectMessages(
      writing,
      placed.map(({ change }) => change),
    )
    await writing.each(
      erase,
      placed.map(({ change: { messageId }, seq }) => {
        const forwarded = known.get(messageId)?.forwarded
        return {
          id: messageId,
          forwarded: forwarded ? JSON.stringify({ ...parseForwarded(forwarded), text: '' }) : null,
          forwarded_author_id: null,
          changed_seq: seq,
        }
      }),
    )
    return changedMessages(writing, placed)
  },
}
