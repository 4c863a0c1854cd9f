import { markRead } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findReadMark } from '../rooms/members-store.ts'

export const handleMarkRead = handle(markRead, async (call) => {
  const { input, actor, database, readMarks, receipts, people } = call
  const { roomId } = input
  const { userId } = actor
  const before = await findReadMark(database.read, { roomId, userId })
  // Most marks of a second device say nothing new, and cost no write.
  const seq =
    before === undefined || before.seq >= input.seq
      ? before?.seq
      : await readMarks.move({ roomId, userId, seq: input.seq, shown: receipts.areOn(userId) })
  if (before === undefined || seq === undefined) throw new ChatError('NOT_FOUND', 'There is no such room.')
  if (seq !== before.seq) {
    people.tell(userId, 'read:marked', [{ roomId, userId, seq }])
    receipts.moved({ roomId, userId, seq }, before.memberCount)
  }
  return { seq }
})
