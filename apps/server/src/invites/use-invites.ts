import type { InviteId, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import { selectEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { MemberOf } from '../rooms/members-store.ts'

export interface UseOfInvite {
  readonly inviteId: InviteId
  /** When the person asked. */
  readonly at: number
}

const selectInvite = selectEach('invites', { id: 'text' })

/** The links that people want to come in by, inside the transaction that lets them in. The room's lock is theirs too. */
export async function selectInvites(
  { each }: Writing,
  uses: readonly UseOfInvite[],
): Promise<Map<InviteId, Tables['invites']>> {
  const ids = [...new Set(uses.map(({ inviteId }) => inviteId))]
  if (ids.length === 0) return new Map()
  const rows = await each(
    selectInvite,
    ids.map((id) => ({ id })),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Counts those who have come in. */
export async function countUses({ db }: Writing, uses: readonly UseOfInvite[]): Promise<void> {
  for (const [id, group] of Map.groupBy(uses, ({ inviteId }) => inviteId)) {
    await db
      .updateTable('invites')
      .set({ uses: sql`uses + ${group.length}` })
      .where('id', '=', id)
      .execute()
  }
}

/** The memberships of those who made the links. */
export function makersOf(invites: Iterable<Tables['invites']>): MemberOf[] {
  return Array.from(invites, ({ room_id, created_by }) => ({ roomId: room_id, userId: created_by satisfies UserId }))
}
