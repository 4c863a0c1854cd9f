import { markRead } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findReadMark } from '../rooms/members-store.ts'

export const handleMarkRead = handle(markRead, async (call) => {
  const { input, actor, database, readMarks, receipts, people } = call
  const { roomId } = input
  const { userId } = actor
  const before = await findReadMark(database.read, { roomId, userId })
  // Of one mind for the disk and for those who look on: they may be turned on while this is being written.
  const shown = receipts.areOn(userId)
  // Most marks of a second device say nothing new, and cost no write.
  const seq =
    before === undefined || before.seq >= input.seq
      ? before?.seq
      : await readMarks.move({ roomId, userId, seq: input.seq, shown })
  if (before === undefined || seq === undefined) throw new ChatError('NOT_FOUND', 'There is no such room.')
  if (seq !== before.seq) {
    people.tell(userId, 'read:marked', [{ roomId, userId, seq }])
    // What is beyond this mark was another's to show or to hide.
    if (shown && seq <= input.seq) receipts.moved({ roomId, userId, seq }, before.memberCount)
  }
  return { seq }
})
