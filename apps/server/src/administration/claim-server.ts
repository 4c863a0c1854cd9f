import { claimServer } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findUsers } from '../people/people-store.ts'
import { useOwnerToken } from './owner-link.ts'

export const handleClaimServer = handle(claimServer, async ({ input, actor, database, announceUser }) => {
  if (!(await useOwnerToken(database, input.token, actor.userId))) {
    throw new ChatError('NOT_FOUND', 'This link has been used, or a newer one has been printed.')
  }
  const [user] = await findUsers(database.write, [actor.userId])
  if (!user) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  await announceUser(user)
  return { user }
})
