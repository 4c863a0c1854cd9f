import { setNotify } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** Chooses for all rooms for which nothing is chosen. */
export const handleSetNotify = handle(setNotify, async ({ input, actor: { userId }, personLog }) => {
  const { seq } = await personLog.append({ kind: 'notifyDefaults', userId, choice: input })
  return { seq }
})
