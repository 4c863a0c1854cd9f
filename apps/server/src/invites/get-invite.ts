import { getInvite } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findUsers } from '../people/people-store.ts'
import { refuseLink } from '../rooms/room-access.ts'
import { describeForAll, findRoomAndMember } from '../rooms/rooms-store.ts'
import { findInvite, isAlive } from './invites-store.ts'

export const handleGetInvite = handle(
  getInvite,
  async ({ input: { token }, actor: { userId }, database: { read } }) => {
    const invite = await findInvite(read, token)
    if (!invite) throw noSuchLink()
    const roomId = invite.room_id
    const { room, member } = await findRoomAndMember(read, { roomId, userId })
    const { member: maker } = await findRoomAndMember(read, { roomId, userId: invite.created_by })
    const isMember = member?.left_seq === null
    if (!room || (!isMember && refuseLink({ room, maker, former: member, alive: isAlive(invite, Date.now()) }))) {
      throw noSuchLink()
    }
    const [invitedBy] = await findUsers(read, [invite.created_by])
    return { room: describeForAll(room), ...(invitedBy && { invitedBy }), member: isMember }
  },
)

function noSuchLink(): ChatError {
  return new ChatError('NOT_FOUND', 'There is no such link.')
}
