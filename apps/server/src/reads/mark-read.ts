import { markRead } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findReadMark } from '../rooms/members-store.ts'

export const handleMarkRead = handle(markRead, async ({ input, actor: { userId }, database, readMarks, people }) => {
  const { roomId } = input
  const before = await findReadMark(database.read, { roomId, userId })
  // Most marks of a second device say nothing new, and cost no write.
  const seq =
    before === undefined || before >= input.seq ? before : await readMarks.move({ roomId, userId, seq: input.seq })
  if (seq === undefined) throw new ChatError('NOT_FOUND', 'There is no such room.')
  if (seq !== before) people.tell(userId, 'read:marked', [{ roomId, userId, seq }])
  return { seq }
})
