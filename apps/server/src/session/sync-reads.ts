import {
  limits,
  type PersonChanges,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type Seq,
  type User,
  type UserId,
} from '@chat/protocol'
import { findBlocked } from '../blocks/blocks-store.ts'
import type { Database } from '../database/database.ts'
import { readTogether } from '../database/read-together.ts'
import { readChanges } from '../log/read-changes.ts'
import { findUsers } from '../people/people-store.ts'
import { findPersonHeads, readPersonChanges } from '../personal/read-person-changes.ts'
import { findRemovedFrom, roomIdsOfAll } from '../rooms/members-store.ts'
import { findSummaries } from '../rooms/rooms-store.ts'
import { type FollowedThread, findFollowed } from '../threads/threads-store.ts'

/** What a sync reads. What many people ask for at the same time is read once for all of them. */
export interface SyncReads {
  roomIdsOf(userId: UserId): Promise<readonly RoomId[]>
  summariesOf(userId: UserId): Promise<readonly RoomSummary[]>
  findUsers(ids: Iterable<UserId>): Promise<User[]>
  /** Whom somebody has blocked. */
  blockedBy(userId: UserId): Promise<UserId[]>
  /** The threads that somebody follows, the latest reply first. */
  threadsOf(userId: UserId): Promise<readonly FollowedThread[]>
  /** The rooms from which somebody else has removed somebody, the latest first. */
  removedFrom(userId: UserId): Promise<readonly RoomId[]>
  /** How far the log of what is somebody's own goes, and what it says after a cursor. */
  personChanges(userId: UserId, after: Seq): Promise<PersonChanges>
  /** What changed in a room, as far as the budget goes. The caller has checked that the reader may see the room. */
  changesIn(range: Range): Promise<RoomChanges>
}

/** A part of a room's log. */
export interface Range {
  readonly roomId: RoomId
  /** As it was read together with the reader's membership. */
  readonly head: Seq
  readonly after: Seq
  /** In bytes. */
  readonly budget: number
}

/** What a sync takes of what is somebody's own, in bytes: they ask for the rest. */
const PERSON_BUDGET = 16_384
/** Budgets are rounded down, so that people whose rooms take a little more or less to tell get the same changes. */
const BUDGET_STEP = 4_096

export function createSyncReads({ read }: Pick<Database, 'read'>): SyncReads {
  const users = readTogether(
    String,
    async (ids: readonly UserId[]) => new Map((await findUsers(read, ids)).map((user) => [user.id, user])),
  )
  const personHead = readTogether(String, (userIds: readonly UserId[]) => findPersonHeads(read, userIds))
  const changes = readTogether(nameOf, async (ranges: readonly Range[]) => {
    const found = new Map<string, RoomChanges>()
    for (const range of ranges) found.set(nameOf(range), await readRange(range))
    return found
  })

  function readRange({ roomId, head, after, budget }: Range): Promise<RoomChanges> {
    return readChanges(read, { roomId, head }, after, limits.syncChanges, budget)
  }

  return {
    roomIdsOf: listedTogether((userIds) => roomIdsOfAll(read, userIds)),
    summariesOf: listedTogether((userIds) => findSummaries(read, userIds)),
    blockedBy: listedTogether((userIds) => findBlocked(read, userIds)),
    threadsOf: listedTogether((userIds) => findFollowed(read, userIds)),
    removedFrom: listedTogether((userIds) => findRemovedFrom(read, userIds)),
    async findUsers(ids) {
      const found = await Promise.all(Array.from(new Set(ids), users))
      return found.filter((user) => user !== undefined)
    },
    async personChanges(userId, after) {
      const head = (await personHead(userId))?.head ?? 0
      if (head === after) return { from: head, to: head, head }
      return readPersonChanges(read, { userId, head }, after, { budget: PERSON_BUDGET })
    },
    async changesIn(range) {
      const rounded = { ...range, budget: range.budget - (range.budget % BUDGET_STEP) }
      return (await changes(rounded)) ?? readRange(rounded)
    },
  }
}

/** What each of many people has several of, or none. */
function listedTogether<Item>(find: (userIds: readonly UserId[]) => Promise<Map<UserId, Item[]>>) {
  const listOf = readTogether(String, find)
  return async (userId: UserId) => (await listOf(userId)) ?? []
}

function nameOf({ roomId, head, after, budget }: Range): string {
  return `${roomId} ${head} ${after} ${budget}`
}
