import type { RoomId, Seq, UserId } from '@chat/protocol'
import type { createAccountKeeper } from './account-keeper.ts'
import type { SyncAnswer } from './catch-up.ts'
import type { createMembership } from './membership.ts'
import type { createNotices } from './notices.ts'
import type { createOwnActs } from './own-acts.ts'
import type { createPeople } from './people.ts'
import type { createPersonal } from './personal.ts'
import type { createRoomKeeper } from './room-keeper.ts'
import type { RoomList } from './room-list.ts'
import { peopleShown } from './room-summaries.ts'

export interface SyncParts {
  readonly account: () => UserId | undefined
  readonly accounts: ReturnType<typeof createAccountKeeper>
  readonly people: ReturnType<typeof createPeople>
  readonly personal: ReturnType<typeof createPersonal>
  readonly notices: ReturnType<typeof createNotices>
  readonly membership: ReturnType<typeof createMembership>
  readonly roomList: RoomList
  readonly acts: ReturnType<typeof createOwnActs>
  readonly keeper: ReturnType<typeof createRoomKeeper>
  /** Forgets what is cached of all other rooms. */
  readonly keepCached: (owner: UserId, roomIds: readonly RoomId[]) => void
}

/** Takes over what a sync brings. First whose it is: nothing is shown to somebody whose it is not. */
export async function applySync(
  { account, accounts, people, personal, notices, membership, roomList, acts, keeper, keepCached }: SyncParts,
  answer: SyncAnswer,
  cursors: ReadonlyMap<string, Seq>,
): Promise<void> {
  const before = account()
  if (answer.me.id !== before) accounts.forgetCached(before)
  await accounts.enter(answer.me)
  people.takeSync(answer)
  personal.takeSync(answer)
  const listed = new Set<RoomId>(answer.rooms.map((room) => room.id))
  membership.forgetEarly()
  membership.removedWhileAway(answer.removedFrom ?? [])
  const known = roomList.store.get()
  const restarted = roomList.replace(answer.rooms, cursors)
  acts.takeSync(answer)
  keeper.retain(listed)
  for (const roomId of restarted) keeper.reset(roomId)
  for (const changes of answer.changes) keeper.receive(changes)
  notices.synchronised(known, answer)
  people.directory.need(answer.rooms.flatMap(peopleShown))
  keepCached(answer.me.id, [...listed])
}
