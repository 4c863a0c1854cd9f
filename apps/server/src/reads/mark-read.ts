import { markRead } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findReadMark } from '../rooms/members-store.ts'
import type { WrittenMark } from './write-read-marks.ts'

export const handleMarkRead = handle(markRead, async (call) => {
  const { input, actor, database, readMarks, receipts, people } = call
  const { roomId, seq, epoch } = input
  const { userId } = actor
  const before = await findReadMark(database.read, { roomId, userId })
  // Of one mind for the disk and for those who look on: they may be turned on while this is being written.
  const shown = receipts.areOn(userId)
  // Most marks of a second device say nothing new, and cost no write.
  const after =
    before === undefined || saysNothing(before, input)
      ? before
      : await readMarks.move({ roomId, userId, seq, epoch, shownSeq: shown ? seq : 0 })
  if (before === undefined || after === undefined) throw new ChatError('NOT_FOUND', 'There is no such room.')
  if (after.seq !== before.seq || after.epoch !== before.epoch) {
    people.tell(userId, 'read:marked', [{ roomId, userId, ...toldMark(after) }])
  }
  // What is beyond this mark was another's to show or to hide.
  if (shown && after.shownSeq > before.shownSeq && after.shownSeq <= seq) {
    receipts.moved({ roomId, userId, seq: after.shownSeq }, before.memberCount)
  }
  return toldMark(after)
})

type Standing = Pick<WrittenMark, 'seq' | 'epoch'>

function saysNothing(
  before: Standing,
  { seq, epoch = before.epoch }: { seq: number; epoch?: number | undefined },
): boolean {
  return epoch < before.epoch || (epoch === before.epoch && seq <= before.seq)
}

function toldMark({ seq, epoch }: Standing) {
  return { seq, ...(epoch > 0 && { epoch }) }
}
