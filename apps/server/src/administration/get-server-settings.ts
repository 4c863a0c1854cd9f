import { getServerSettings } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

export const handleGetServerSettings = handle(getServerSettings, async ({ serverSettings }) => ({
  settings: serverSettings.current(),
}))
