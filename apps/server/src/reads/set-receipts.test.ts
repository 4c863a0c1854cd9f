import {
  blockUser,
  createRoom,
  joinRoom,
  limits,
  listMembers,
  listReaders,
  markRead,
  type RoomId,
  readMarked,
  removeMember,
  sendMessage,
  setMemberRole,
  setReceipts,
  syncSession,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { startServer } from '../../test/start-server.ts'
import { createGate } from '../gate/gate.ts'
import type { People, Services } from '../gate/handler.ts'
import { createReceipts } from './receipts.ts'

const idOf = ({ credentials }: Person) => credentials.userId
const lookAt = (person: Person, roomId: RoomId) => person.get(watchPresence, { roomIds: [roomId] })
const say = async (person: Person, roomId: RoomId) => {
  const { id, seq } = await person.get(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
  return { id, seq }
}
const read = (person: Person, roomId: RoomId, seq: number) => person.get(markRead, { roomId, seq })
/** How far one was told that the other has read. */
const told = ({ received }: Person, other: Person) =>
  received
    .filter(({ name }) => name === readMarked.name)
    .flatMap(({ payload }) => readMarked.payload.parse(payload))
    .filter(({ userId }) => userId === idOf(other))
    .map(({ seq }) => seq)
const hears = (person: Person, other: Person, seq: number) =>
  vi.waitFor(() => expect(told(person, other).at(-1)).toBe(seq), { timeout: 10_000, interval: 20 })
/** How far the other has read as `room:members` says it. */
async function shown(person: Person, roomId: RoomId, other: Person) {
  const { members } = await person.get(listMembers, { roomId })
  return members.find(({ userId }) => userId === idOf(other))?.lastReadSeq
}
const readersOf = async (person: Person, messageId: string) => (await person.get(listReaders, { messageId })).userIds

/** A room of Alice, who looks at it, Bob and Carol. */
async function setUp() {
  const server = await startServer()
  const { url } = server
  const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  for (const person of [bob, carol]) await person.get(joinRoom, { roomId: room.id })
  await lookAt(alice, room.id)
  return { server, alice, bob, carol, roomId: room.id }
}

test('who looks at a room hears how far others have read, and whoever opens it later is told (S58)', async () => {
  const { alice, bob, carol, roomId } = await setUp()
  const { id, seq } = await say(alice, roomId)
  await read(bob, roomId, seq)
  await hears(alice, bob, seq)
  expect(told(carol, bob)).toEqual([])
  expect(await shown(carol, roomId, bob)).toBe(seq)
  expect(await readersOf(alice, id)).toEqual([idOf(bob)])
  // The reader's own devices are told as ever, and once.
  expect(told(bob, bob)).toEqual([seq])
})

test('what others know one has read stays so when one marks it as unread (S58, S67)', async () => {
  const { alice, bob, roomId } = await setUp()
  const { seq } = await say(alice, roomId)
  await read(bob, roomId, seq)
  await hears(alice, bob, seq)
  await bob.get(markRead, { roomId, seq: 1, epoch: 1 })
  expect(await shown(alice, roomId, bob)).toBe(seq)
  const { seq: next } = await say(alice, roomId)
  await bob.get(markRead, { roomId, seq, epoch: 1 })
  expect(await shown(alice, roomId, bob)).toBe(seq)
  await bob.get(markRead, { roomId, seq: next, epoch: 1 })
  expect(await shown(alice, roomId, bob)).toBe(next)
  await hears(alice, bob, next)
  expect(told(alice, bob)).toEqual([seq, next])
})

test('whoever is removed is neither told nor named (S28, S58)', async () => {
  const { alice, bob, carol, roomId } = await setUp()
  await lookAt(carol, roomId)
  const { id, seq } = await say(alice, roomId)
  await read(carol, roomId, seq)
  await hears(alice, carol, seq)
  await alice.get(removeMember, { roomId, userId: idOf(carol) })
  await read(bob, roomId, seq)
  await hears(alice, bob, seq)
  expect(told(carol, bob)).toEqual([])
  expect(await readersOf(alice, id)).toEqual([idOf(bob)])
  expect(await carol.ask(listReaders, { messageId: id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('receipts that are off are off both ways, over a new start too, and what was read meanwhile stays hidden (S58)', async () => {
  const { server, alice, bob, roomId } = await setUp()
  const phone = await joinGeneral(server.url, { credentials: bob.credentials })
  const first = await say(alice, roomId)
  await read(bob, roomId, first.seq)
  await hears(alice, bob, first.seq)
  await bob.get(setReceipts, { on: false })
  await phone.hasReceived({ name: 'receipts:changed', payload: { on: false } })
  await lookAt(bob, roomId)

  const second = await say(alice, roomId)
  await read(bob, roomId, second.seq)
  await read(alice, roomId, second.seq)
  expect(await shown(alice, roomId, bob)).toBe(0)
  expect(await readersOf(alice, first.id)).toEqual([])
  expect(await shown(bob, roomId, alice)).toBe(0)
  expect(await bob.ask(listReaders, { messageId: first.id })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  await server.stop()

  const { url } = await startServer({ storage: server.storage })
  const [again, back] = [
    await joinGeneral(url, { credentials: alice.credentials }),
    await joinGeneral(url, { credentials: bob.credentials }),
  ]
  expect((await back.get(syncSession, { cursors: {} })).receiptsOff).toBe(true)
  await lookAt(again, roomId)
  await back.get(setReceipts, { on: true })
  expect((await back.get(syncSession, { cursors: {} })).receiptsOff).toBeUndefined()
  expect(await shown(again, roomId, back)).toBe(first.seq)
  expect(await readersOf(again, second.id)).toEqual([])
  const third = await say(again, roomId)
  await read(back, roomId, third.seq)
  await hears(again, back, third.seq)
  expect([...told(alice, bob), ...told(again, back)]).toEqual([first.seq, third.seq])
})

test('on a full disk they stay as they are, and whoever asked is told why (S6, S58)', async () => {
  const { database, url } = await startServer()
  const { userId } = (await joinGeneral(url)).credentials
  const full = database.write.withPlugin({
    transformQuery() {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    },
    transformResult: async ({ result }) => result,
  })
  const told: unknown[] = []
  const receipts = createReceipts({
    clock: createFakeClock(),
    off: new Set(),
    blocks: { between: () => false },
    onlookersOf: () => [],
    tell: () => true,
    tellDelivered: () => true,
  })
  const people: People = { tell: () => void told.push('told'), end() {}, readmit() {} }
  const services: Partial<Services> = { database: { ...database, write: full }, receipts, people }
  const gate = createGate({
    services: services as Services,
    rateLimits: { take: async () => {} },
    logger: silentLogger,
  })
  const caller = { actor: { userId, sessionId: 's' }, connection: { id: 'c', enter: () => {} }, network: '::1' }
  const answer = await new Promise((resolve) => void gate.receive(caller, setReceipts.name, [{ on: false }, resolve]))
  expect(answer).toMatchObject({ ok: false, error: { code: 'STORAGE_FULL', retryAfterMs: 10_000 } })
  expect(receipts.areOn(userId)).toBe(true)
  expect(told).toEqual([])
})

test('between two of whom one has blocked the other there are no receipts (S58)', async () => {
  const { alice, bob, carol, roomId } = await setUp()
  await bob.get(blockUser, { userId: idOf(alice), on: true })
  const { id, seq } = await say(alice, roomId)
  await read(bob, roomId, seq)
  await read(carol, roomId, seq)
  await hears(alice, carol, seq)
  expect(told(alice, bob)).toEqual([])
  expect([await shown(alice, roomId, bob), await shown(carol, roomId, bob)]).toEqual([0, seq])
  expect(await readersOf(alice, id)).toEqual([idOf(carol)])
})

test('what everybody gets says of nobody how far they have read (S58)', async () => {
  const { alice, bob, carol, roomId } = await setUp()
  const { seq } = await say(alice, roomId)
  await read(bob, roomId, seq)
  const changed = await alice.get(setMemberRole, { roomId, userId: idOf(bob), role: 'moderator' })
  await vi.waitFor(() => expect(carol.framesOf(roomId).at(-1)?.to).toBe(changed.seq))
  expect(carol.framesOf(roomId).at(-1)?.members).toMatchObject([{ userId: idOf(bob), lastReadSeq: 0 }])
})

/** A message of Alice that more than a page of people have read, Bob and Carol among them. */
async function sayToMany({ server, alice, roomId }: Awaited<ReturnType<typeof setUp>>) {
  const { commit, write } = server.database
  for (let number = 0; number < limits.readersPage + 20; number += 1) {
    const userId = await addPerson(server.database, `Person ${number}`)
    await commit([{ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }])
  }
  const said = await say(alice, roomId)
  await write.updateTable('members').set({ shown_read_seq: said.seq }).where('room_id', '=', roomId).execute()
  return said
}

test('whoever is hidden leaves no gap among the readers, and no page ends at them (S58)', async () => {
  const world = await setUp()
  const { alice } = world
  const { id } = await sayToMany(world)
  const before = await alice.get(listReaders, { messageId: id })
  const hidden = before.userIds.slice(-2)
  for (const userId of hidden) await alice.get(blockUser, { userId, on: true })
  const first = await alice.get(listReaders, { messageId: id })
  expect(first.userIds).toHaveLength(limits.readersPage)
  expect(first.userIds.filter((userId) => hidden.includes(userId))).toEqual([])
  expect(first.cursor).toBe(first.userIds.at(-1))
  const second = await alice.get(listReaders, { messageId: id, cursor: first.cursor })
  expect(second.userIds).toHaveLength(20)
})

test('in a room of more than a hundred nothing is told, and who has read is answered page by page (S58)', async () => {
  const world = await setUp()
  const { alice, bob, roomId } = world
  const { id, seq } = await sayToMany(world)
  await read(bob, roomId, seq)
  const first = await alice.get(listReaders, { messageId: id })
  expect(first.userIds).toHaveLength(limits.readersPage)
  expect(first.users.map((user) => user.id).toSorted()).toEqual(first.userIds)
  const { cursor } = first
  if (cursor === undefined) throw new Error('There is no second page')
  const second = await alice.get(listReaders, { messageId: id, cursor })
  expect(second.cursor).toBeUndefined()
  const readers = [...first.userIds, ...second.userIds]
  // Everybody but the author.
  expect(new Set(readers).size).toBe(limits.readersPage + 22)
  expect(readers).toHaveLength(limits.readersPage + 22)
  expect(readers).not.toContain(idOf(alice))
  // Whatever was told of it would have come before what is told now.
  await lookAt(bob, roomId)
  expect(told(alice, bob)).toEqual([])
})
