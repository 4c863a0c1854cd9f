import { listInvites } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findUsers } from '../people/people-store.ts'
import { managesAllInvites } from '../rooms/room-access.ts'
import { findRoomAndMember, readableRoom } from '../rooms/rooms-store.ts'
import { listAlive, toInvite } from './invites-store.ts'

export const handleListInvites = handle(
  listInvites,
  async ({ input: { roomId }, actor: { userId }, database: { read } }) => {
    await readableRoom(read, userId, roomId)
    const { member } = await findRoomAndMember(read, { roomId, userId })
    const createdBy = managesAllInvites(member) ? undefined : userId
    const invites = await listAlive(read, { roomId, createdBy, now: Date.now() })
    const users = await findUsers(
      read,
      invites.map((invite) => invite.created_by),
    )
    return { invites: invites.map(toInvite), users }
  },
)
