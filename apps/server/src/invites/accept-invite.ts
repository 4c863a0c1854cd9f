import { acceptInvite } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findSummary } from '../rooms/rooms-store.ts'
import { findInvite } from './invites-store.ts'

/** Whether the link counts is decided where its uses are counted, in rooms/join-room.ts. */
export const handleAcceptInvite = handle(
  acceptInvite,
  async ({ input: { token }, actor: { userId }, database: { read }, log }) => {
    const invite = await findInvite(read, token)
    if (!invite) throw new ChatError('NOT_FOUND', 'There is no such link.')
    const roomId = invite.room_id
    const link = { inviteId: invite.id, at: Date.now() }
    await log.append({ kind: 'member.joined', way: 'link', link, roomId, actorId: userId, userId, role: 'member' })
    return { room: await findSummary(read, userId, roomId) }
  },
)
