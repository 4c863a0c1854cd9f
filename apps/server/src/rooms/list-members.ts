import { limits, listMembers, type Seq } from '@chat/protocol'
import type { Tables } from '../database/tables.ts'
import { handle } from '../gate/handler.ts'
import { positionOf } from '../gate/position-of.ts'
import { findUsers } from '../people/people-store.ts'
import { listMembersAfter, toMember } from './members-store.ts'
import { readableRoom } from './rooms-store.ts'

export const handleListMembers = handle(listMembers, async ({ input, actor, database: { read }, receipts }) => {
  const { roomId } = await readableRoom(read, actor.userId, input.roomId)
  // A page ends where its last member joined.
  const after = input.cursor === undefined ? 0 : positionOf(input.cursor)
  const rows = await listMembersAfter(read, { roomId, after, query: input.query, limit: limits.membersPage + 1 })
  const page = rows.slice(0, limits.membersPage)
  const last = page.at(-1)
  const lastReadSeqOf = (row: Tables['members']): Seq => {
    if (row.user_id === actor.userId) return row.last_read_seq
    return receipts.between(actor.userId, row.user_id) ? row.shown_read_seq : 0
  }
  const deliveredSeqOf = (row: Tables['members']): Seq =>
    row.user_id !== actor.userId && receipts.between(actor.userId, row.user_id) ? row.delivered_seq : 0
  const users = await findUsers(
    read,
    page.map((row) => row.user_id),
  )
  // They are told as they are now: whoever was removed meanwhile must not see them.
  await readableRoom(read, actor.userId, roomId)
  return {
    members: page.map((row) => toMember(row, { lastReadSeq: lastReadSeqOf(row), deliveredSeq: deliveredSeqOf(row) })),
    users,
    ...(rows.length > page.length && last && { cursor: String(last.joined_seq) }),
  }
})
