import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'

/** Says how far somebody has read. Sets rather than adds, so that a retry after a lost ack is harmless. */
export const markRead = defineRequest('read:mark', {
  description:
    'Says how far you have read in a room. The mark only moves forward, and not beyond the head; the answer is where it ' +
    'stands. Others may get to know, see `receipts:set`.',
  input: z.strictObject({ roomId: RoomId, seq: Seq }),
  output: z.object({ seq: Seq }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Somebody has read on. */
export const readMarked = defineEvent('read:marked', {
  description:
    'How far you have read by now, also on your other devices; and how far others have, in rooms of up to ' +
    `${limits.receiptMembers} members that you look at (\`presence:watch\`), at most one a second for each room.`,
  payload: z.array(z.object({ roomId: RoomId, userId: UserId, seq: Seq })),
})
