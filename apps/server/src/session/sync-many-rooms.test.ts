import {
  acceptInvite,
  createInvite,
  createRoom,
  inviteToRoom,
  joinRoom,
  limits,
  type RoomId,
  RoomId as RoomIdSchema,
  sendMessage,
  syncSession,
  type UserId,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import type { Database } from '../database/database.ts'

/** Of 4,000 characters, each of which takes six in JSON. */
const LONGEST = `${'\u0001'.repeat(limits.messageText.max - 1)}x`

test('who was invited to rooms full of long messages still gets in, and has them all (S21)', async () => {
  const { url } = await startServer()
  const [alice, mallory] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Mallory' })]
  const rooms: RoomId[] = []
  for (let index = 0; index < 100; index += 1) {
    const { room } = await mallory.get(createRoom, { kind: 'private', name: 'Trap' })
    await mallory.get(inviteToRoom, { roomId: room.id, userIds: [alice.credentials.userId] })
    await mallory.get(sendMessage, { id: uuidv7(), roomId: room.id, text: LONGEST })
    rooms.push(room.id)
  }
  const again = await connectPerson(url, { credentials: alice.credentials })
  const sync = await again.get(syncSession, { cursors: {} })
  expect(new Set(sync.rooms.map(({ id }) => id))).toEqual(new Set([...rooms, alice.roomId]))
  expect(Buffer.byteLength(JSON.stringify(sync))).toBeLessThan(524_288)
  // Of those in which something has happened lately it is said what.
  const told = sync.rooms.filter(({ lastMessage }) => lastMessage?.text === LONGEST).map(({ id }) => id)
  expect(told.length).toBeGreaterThan(5)
  expect(new Set(told)).toEqual(new Set(rooms.slice(-told.length)))
  expect(sync.rooms.every(({ id, unread }) => unread === (id === alice.roomId ? 0 : 1))).toBe(true)
}, 60_000)

/** Puts somebody into as many rooms as one can be in, straight into the database. */
async function fill({ write }: Database, userId: UserId): Promise<void> {
  const ids = Array.from({ length: limits.roomsPerPerson - 1 }, () => RoomIdSchema.parse(uuidv7()))
  const room = { kind: 'private', name: '"'.repeat(50), slug: null, topic: '"'.repeat(250) } as const
  const counts = { head: 1, head_at: 1, member_count: 1, read_only: 0, archived: 0, pin_count: 0, changed_seq: 0 }
  const marks = { last_read_seq: 1, read_epoch: 0, shown_read_seq: 0, delivered_seq: 0, changed_seq: 1 }
  const membership = {
    role: 'member',
    joined_seq: 1,
    left_seq: null,
    removed: 0,
    favourite: 0,
    hidden_seq: null,
  } as const
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500)
    const rows = some.map((id) => ({ id, ...room, ...counts, created_at: 1, created_by: null }))
    await write.insertInto('rooms').values(rows).execute()
    const members = some.map((room_id) => ({ room_id, user_id: userId, ...membership, ...marks }))
    await write.insertInto('members').values(members).execute()
  }
}

test('nobody is in more rooms than a sync can tell of, by whatever way, and can still leave and come in elsewhere (S30)', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const [aliceId, bobId] = [alice, bob].map(({ credentials }) => credentials.userId)
  if (!aliceId || !bobId) throw new Error('unreachable')
  const { room: known } = await bob.get(createRoom, { kind: 'direct', memberIds: [aliceId] })
  const { room: open } = await bob.get(createRoom, { kind: 'public', name: 'Open' })
  const { token } = await bob.get(createInvite, { roomId: open.id })
  const { room: left } = await bob.get(createRoom, { kind: 'public', name: 'Left' })
  await fill(database, aliceId)

  const carol = await joinGeneral(url, { name: 'Carol' })
  const refusals = [
    alice.ask(joinRoom, { roomId: open.id }),
    alice.ask(acceptInvite, { token }),
    alice.ask(createRoom, { kind: 'public', name: 'Hers' }),
    alice.ask(createRoom, { kind: 'direct', memberIds: [carol.credentials.userId] }),
    bob.ask(inviteToRoom, { roomId: open.id, userIds: [aliceId] }),
    carol.ask(createRoom, { kind: 'direct', memberIds: [aliceId] }),
  ]
  for (const answer of await Promise.all(refusals)) expect(answer).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const unreachable = await carol.ask(createRoom, { kind: 'direct', memberIds: ['nobody-at-all'] })
  expect(await carol.ask(createRoom, { kind: 'direct', memberIds: [aliceId] })).toEqual(unreachable)
  // No address was taken for a room that was not made, and what there is already opens.
  expect(await bob.get(createRoom, { kind: 'public', name: 'Hers' })).toMatchObject({ room: { slug: 'hers' } })
  expect(await bob.ask(createRoom, { kind: 'direct', memberIds: [aliceId] })).toMatchObject({ ok: true })
  expect(await alice.ask(createRoom, { kind: 'direct', memberIds: [bobId] })).toMatchObject({
    ok: true,
    data: { room: { id: known.id } },
  })

  const again = await connectPerson(url, { credentials: alice.credentials })
  const { rooms } = await again.get(syncSession, { cursors: {} })
  expect(rooms).toHaveLength(limits.roomsPerPerson + 1)
  for (const { id } of rooms.slice(0, 3)) await leave(database, again, id)
  expect(await again.ask(joinRoom, { roomId: left.id })).toMatchObject({ ok: true })
}, 60_000)

/** As somebody leaves who has no log entry there. */
async function leave({ write }: Database, { credentials }: Person, roomId: RoomId): Promise<void> {
  await write
    .updateTable('members')
    .set({ left_seq: 1 })
    .where('room_id', '=', roomId)
    .where('user_id', '=', credentials.userId)
    .execute()
}
