import { limits, markDelivered } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findDeliveries } from './receipts-store.ts'

export const handleMarkDelivered = handle(markDelivered, async (call) => {
  const { input, actor, database, readMarks, receipts } = call
  const { userId } = actor
  if (!receipts.areOn(userId)) return {}
  const wanted = new Map(input.rooms.map(({ roomId, seq }) => [roomId, seq]))
  const before = await findDeliveries(database.read, { userId, roomIds: [...wanted.keys()] })
  const moves = before.flatMap(({ roomId, deliveredSeq, memberCount }) => {
    const seq = wanted.get(roomId) ?? 0
    // What another device has said already costs no write.
    return memberCount > limits.receiptMembers || seq <= deliveredSeq
      ? []
      : { roomId, userId, seq, deliveredSeq, memberCount }
  })
  await Promise.all(
    moves.map(async ({ roomId, seq, deliveredSeq, memberCount }) => {
      const now = await readMarks.deliver({ roomId, userId, seq })
      if (now !== undefined && now > deliveredSeq) receipts.delivered({ roomId, userId, seq: now }, memberCount)
    }),
  )
  return {}
})
