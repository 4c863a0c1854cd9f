import { limits, listPins } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { positionOf } from '../gate/position-of.ts'
import { countFitting, FRAME_BUDGET } from '../messages/frame-budget.ts'
import { toMessage } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { readableRoom } from '../rooms/rooms-store.ts'
import { findPinned } from './pins-store.ts'

export const handleListPins = handle(listPins, async ({ input, actor, database: { read } }) => {
  const { roomId, cursor } = input
  const { head } = await readableRoom(read, actor.userId, roomId)
  const before = cursor === undefined ? head + 1 : positionOf(cursor)
  const rows = await findPinned(read, { roomId, before, limit: limits.pinsPage + 1 })
  const fitting = countFitting(rows.slice(0, limits.pinsPage).map(toMessage), FRAME_BUDGET)
  const page = rows.slice(0, fitting)
  const messages = page.map(toMessage)
  const users = await findUsers(
    read,
    messages.map(({ authorId }) => authorId),
  )
  // They are told as they are now: whoever was removed meanwhile must not see them.
  await readableRoom(read, actor.userId, roomId)
  const last = page.at(-1)?.pinned_seq
  return { messages, users, ...(rows.length > fitting && last && { cursor: String(last) }) }
})
