import { setIdle } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

export const handleSetIdle = handle(setIdle, async ({ input, connection, presence }) => {
  presence.setIdle(connection.id, input.idle)
  return {}
})
