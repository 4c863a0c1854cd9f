import type { UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Who has blocked whom, for what is told often and stored nowhere. */
export interface KnownBlocks {
  /** Somebody has blocked somebody, or not any more. */
  note(userId: UserId, blockedId: UserId, on: boolean): void
  /** Whether one of them has blocked the other. */
  between(one: UserId, other: UserId): boolean
}

/** Reads all blocks once; from there on it is told of every change. */
export async function readBlocks(db: Kysely<Tables>): Promise<KnownBlocks> {
  const blockedBy = new Map<UserId, Set<UserId>>()

  function add(userId: UserId, blockedId: UserId): void {
    const blocked = blockedBy.get(userId)
    if (blocked) blocked.add(blockedId)
    else blockedBy.set(userId, new Set([blockedId]))
  }

  for (const { user_id, blocked_id } of await db.selectFrom('blocks').selectAll().execute()) add(user_id, blocked_id)
  return {
    note(userId, blockedId, on) {
      if (on) add(userId, blockedId)
      else blockedBy.get(userId)?.delete(blockedId)
    },
    between(one, other) {
      if (blockedBy.size === 0) return false
      return (blockedBy.get(one)?.has(other) ?? false) || (blockedBy.get(other)?.has(one) ?? false)
    },
  }
}
