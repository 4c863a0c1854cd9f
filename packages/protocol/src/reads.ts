import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'

/** How often somebody has marked a room as unread. It orders their marks: the larger one holds, whatever the position. */
export const ReadEpoch = z.int().nonnegative().meta({
  id: 'ReadEpoch',
  description:
    'How often somebody has marked a room as unread. Of two marks the one of the larger holds, else the further.',
})
export type ReadEpoch = z.output<typeof ReadEpoch>

/** Says how far somebody has read. Sets rather than adds, so that a retry after a lost ack is harmless. */
export const markRead = defineRequest('read:mark', {
  description:
    'Says how far you have read in a room. Within an `epoch` the mark only moves forward, and not beyond the head; the ' +
    'answer is where it stands. Others may get to know, see `receipts:set`.',
  input: z.strictObject({
    roomId: RoomId,
    seq: Seq,
    epoch: ReadEpoch.describe(
      'The `readEpoch` of the room as you know it; one more marks as unread what comes after `seq`. An earlier one than that ' +
        'of the mark changes nothing; without one it is that of the mark.',
    ).optional(),
  }),
  output: z.object({ seq: Seq, epoch: ReadEpoch.describe('Absent where it is 0.').optional() }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Somebody has read on. */
export const readMarked = defineEvent('read:marked', {
  description:
    'How far you have read by now, also on your other devices; and how far others have, in rooms of up to ' +
    `${limits.receiptMembers} members that you look at (\`presence:watch\`), at most one a second for each room.`,
  payload: z.array(
    z.object({
      roomId: RoomId,
      userId: UserId,
      seq: Seq,
      epoch: ReadEpoch.describe('Of your own mark; absent where it is 0.').optional(),
    }),
  ),
})
