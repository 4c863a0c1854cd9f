import { notifyRoom } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** Only one's own affair: it takes no place in the room's log, and nobody else hears of it. */
export const handleNotifyRoom = handle(notifyRoom, async ({ input, actor: { userId }, personLog }) => {
  const { roomId, ...choice } = input
  const { seq } = await personLog.append({ kind: 'notify', userId, roomId, choice })
  return { seq }
})
