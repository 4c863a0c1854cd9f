import { createHash } from 'node:crypto'
import type { Invite, RoomId, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

type InviteRow = Tables['invites']

export function toInvite(row: InviteRow): Invite {
  return {
    id: row.id,
    roomId: row.room_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.max_uses !== null && { maxUses: row.max_uses }),
    uses: row.uses,
  }
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Whether a link counts, as far as that is the link's own affair. */
export function isAlive(row: InviteRow, now: number): boolean {
  return (
    row.revoked_at === null &&
    (row.expires_at === null || row.expires_at > now) &&
    (row.max_uses === null || row.uses < row.max_uses)
  )
}

/** The link with this token, alive or not. */
export function findInvite(db: Kysely<Tables>, token: string): Promise<InviteRow | undefined> {
  return db.selectFrom('invites').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()
}

/** The links of a room that count, the newest first; of one maker where that is given. */
export async function listAlive(
  db: Kysely<Tables>,
  {
    roomId,
    createdBy,
    now,
  }: { readonly roomId: RoomId; readonly createdBy?: UserId | undefined; readonly now: number },
): Promise<InviteRow[]> {
  const ofRoom = db.selectFrom('invites').selectAll().where('room_id', '=', roomId).orderBy('created_at', 'desc')
  const rows = await (createdBy === undefined ? ofRoom : ofRoom.where('created_by', '=', createdBy)).execute()
  return rows.filter((row) => isAlive(row, now))
}

/** The links that somebody has made are gone, as if they had never been. */
export async function forgetInvitesOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('invites').where('created_by', '=', userId).execute()
}
