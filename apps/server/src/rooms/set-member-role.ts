import { setMemberRole } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** Who may is in room-access.ts. */
export const handleSetMemberRole = handle(setMemberRole, async ({ input, actor: { userId: actorId }, log }) => {
  const { seq } = await log.append({ kind: 'member.changed', actorId, ...input })
  return { seq }
})
