import { revokeInvite } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { managesAllInvites } from '../rooms/room-access.ts'
import { findRoomAndMember, readableRoom } from '../rooms/rooms-store.ts'

export const handleRevokeInvite = handle(
  revokeInvite,
  async ({ input: { roomId, inviteId }, actor: { userId }, database: { read, write } }) => {
    await readableRoom(read, userId, roomId)
    const { member } = await findRoomAndMember(read, { roomId, userId })
    const ofRoom = write
      .updateTable('invites')
      .set((row) => ({ revoked_at: row.fn.coalesce('revoked_at', row.val(Date.now())) }))
      .where('id', '=', inviteId)
      .where('room_id', '=', roomId)
    const theirs = managesAllInvites(member) ? ofRoom : ofRoom.where('created_by', '=', userId)
    const revoked = await theirs.returning('id').executeTakeFirst()
    if (!revoked) throw new ChatError('NOT_FOUND', 'There is no such link.')
    return {}
  },
)
