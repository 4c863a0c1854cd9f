import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'

/** Says how far messages have come on this device. Sets rather than adds, so that a retry after a lost ack is harmless. */
export const markDelivered = defineRequest('delivery:mark', {
  description:
    'Says how far the messages of some rooms have arrived on this device. The marks only move forward, and not beyond the ' +
    `head. Those of rooms with more than ${limits.receiptMembers} members, and of rooms that you are not in, are left out. ` +
    'Where you have turned read receipts off, nothing is kept.',
  input: z.strictObject({
    rooms: z
      .array(z.strictObject({ roomId: RoomId, seq: Seq }))
      .min(1)
      .max(limits.deliveryRooms),
  }),
  output: z.object({}),
  errors: ['STORAGE_FULL'],
})

/** Messages have arrived on a device of somebody. */
export const deliveryMarked = defineEvent('delivery:marked', {
  description:
    'How far messages have arrived on a device of others, in rooms of up to ' +
    `${limits.receiptMembers} members that you look at (\`presence:watch\`), at most one a second for each room.`,
  payload: z.array(z.object({ roomId: RoomId, userId: UserId, seq: Seq })),
})
