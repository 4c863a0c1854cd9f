import { updateServer } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

export const handleUpdateServer = handle(updateServer, async ({ input, serverSettings }) => ({
  settings: await serverSettings.change(input),
}))
