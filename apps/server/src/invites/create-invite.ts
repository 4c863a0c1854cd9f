import { randomBytes } from 'node:crypto'
import { createInvite, InviteId, limits } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { refuseInvite } from '../rooms/room-access.ts'
import { findRoomAndMember } from '../rooms/rooms-store.ts'
import { hashOf, listAlive, toInvite } from './invites-store.ts'

/** 192 bits, which are 32 characters. */
const TOKEN_BYTES = 24
/** Links that have ended are forgotten after a day. */
const FORGET_MS = 86_400_000

/** Who may is asked again when somebody uses the link, so a look without a lock is enough here. */
export const handleCreateInvite = handle(createInvite, async ({ input, actor: { userId }, database }) => {
  const { roomId, expiresInMs, maxUses } = input
  const { room, member } = await findRoomAndMember(database.read, { roomId, userId })
  const refusal = refuseInvite(room, member, undefined)
  if (refusal) throw new ChatError(refusal.code, refusal.message)
  const now = Date.now()
  if ((await listAlive(database.read, { roomId, now })).length >= limits.invitesPerRoom) {
    throw new ChatError('FORBIDDEN', 'This room has too many invite links. Revoke one that is not needed.')
  }
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const row = {
    id: InviteId.parse(uuidv7()),
    room_id: roomId,
    token_hash: hashOf(token),
    created_by: userId,
    created_at: now,
    expires_at: expiresInMs === undefined ? null : now + expiresInMs,
    max_uses: maxUses ?? null,
    uses: 0,
    revoked_at: null,
  }
  await database.write
    .deleteFrom('invites')
    .where('room_id', '=', roomId)
    .where((where) => where.or([where('revoked_at', '<', now - FORGET_MS), where('expires_at', '<', now - FORGET_MS)]))
    .execute()
  await database.write.insertInto('invites').values(row).execute()
  return { invite: toInvite(row), token }
})
