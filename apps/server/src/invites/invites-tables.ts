import type { InviteId, RoomId, UserId } from '@chat/protocol'

export interface InvitesTables {
  invites: {
    id: InviteId
    room_id: RoomId
    /** SHA-256 of the token: whoever reads the database cannot use the link. */
    token_hash: string
    created_by: UserId
    created_at: number
    expires_at: number | null
    max_uses: number | null
    uses: number
    revoked_at: number | null
  }
}
