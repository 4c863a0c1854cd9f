import { setScheduled } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { requireLater } from '../later/require-later.ts'
import { readableRoom } from '../rooms/rooms-store.ts'

export const handleSetScheduled = handle(setScheduled, async ({ input, actor: { userId }, database, personLog }) => {
  requireLater(input.sendAt, Date.now())
  await readableRoom(database.read, userId, input.roomId)
  await personLog.append({ kind: 'scheduled', act: 'set', userId, ...input })
  return {}
})
