import {
  createRoom,
  getRoomHistory,
  joinRoom,
  leaveRoom,
  limits,
  listMembers,
  markRead,
  type RoomId,
  roomAdded,
  sendMessage,
  syncSession,
  UserId,
} from '@chat/protocol'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { directKey } from './direct-rooms.ts'

const say = (person: Person, roomId: RoomId, text: string) => person.get(sendMessage, { id: uuidv7(), roomId, text })
const write = (person: Person, ...others: Person[]) =>
  person.get(createRoom, { kind: 'direct', memberIds: others.map(({ credentials }) => credentials.userId) })
const rooms = async (person: Person) => (await person.get(syncSession, { cursors: {} })).rooms
const added = (person: Person) =>
  person.received.flatMap(({ name, payload }) => (name === roomAdded.name ? roomAdded.payload.parse(payload) : []))

test('the same people have the same conversation, in whatever order they are named', () => {
  const person = fc.uuid({ version: 7 }).map((id) => UserId.parse(id))
  fc.assert(
    fc.property(fc.uniqueArray(person, { minLength: 2, maxLength: limits.directPeople }), fc.nat(), (people, turn) => {
      const turned = people.map((_, index) => people[(index + turn) % people.length] ?? UserId.parse('nobody'))
      expect(directKey(turned)).toBe(directKey(people))
      expect(directKey([...people, ...turned].reverse())).toBe(directKey(people))
      expect(directKey(people.slice(1))).not.toBe(directKey(people))
    }),
  )
})

test('whoever of them opens it, it is one conversation, also where all do at once (S41)', async () => {
  const { url } = await startServer()
  const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
  const opened = await Promise.all([
    write(alice, bob, carol),
    write(bob, carol, alice, bob),
    write(carol, alice, bob),
    write(alice, carol, bob),
  ])
  const [first] = opened
  expect(new Set(opened.map(({ room }) => room.id)).size).toBe(1)
  const everybody = [alice, bob, carol].map(({ credentials }) => credentials.userId)
  expect(first?.room).toMatchObject({ kind: 'direct', name: '', role: 'member', memberCount: 3 })
  expect(first?.room.memberIds?.toSorted()).toEqual(everybody.toSorted())
  expect(first?.users?.map(({ id }) => id).toSorted()).toEqual(everybody.toSorted())
  const { room: pair } = await write(alice, bob)
  expect(pair.id).not.toBe(first?.room.id)
  expect((await write(bob, alice)).room.id).toBe(pair.id)
  expect(await rooms(alice)).toHaveLength(3)
})

test('the others see a conversation with the first thing that is said in it, on all their devices (S42)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const phone = await joinGeneral(url, { credentials: bob.credentials })
  const { room } = await write(alice, bob)
  expect((await rooms(bob)).map(({ id }) => id)).toEqual([bob.roomId])
  const { seq } = await say(alice, room.id, 'hello')
  for (const device of [bob, phone]) {
    await device.hasReceived({ name: 'room:added' })
    expect(added(device)).toMatchObject([{ id: room.id, unread: 1, lastMessage: { text: 'hello' } }])
    expect(
      added(device)[0]
        ?.users?.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Alice', 'Bob'])
    await expect.poll(() => device.framesOf(room.id).at(-1)?.to).toBe(seq)
  }
  await say(alice, room.id, 'are you there?')
  await expect.poll(() => bob.framesOf(room.id).at(-1)?.messages[0]?.text).toBe('are you there?')
  expect(added(bob)).toHaveLength(1)
  const sync = await phone.get(syncSession, { cursors: {} })
  expect(sync.rooms).toContainEqual(expect.objectContaining({ id: room.id, unread: 2 }))
  expect(sync.users.map(({ name }) => name)).toEqual(expect.arrayContaining(['Alice', 'Bob']))
})

test('a conversation that one leaves is hidden until something is said in it (S42)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const phone = await joinGeneral(url, { credentials: bob.credentials })
  const { room } = await write(alice, bob)
  const { seq } = await say(alice, room.id, 'hello')
  await bob.hasReceived({ name: 'room:added' })
  await bob.get(markRead, { roomId: room.id, seq })
  expect(await bob.get(leaveRoom, { roomId: room.id, seq })).toEqual({ seq })
  expect(await bob.get(leaveRoom, { roomId: room.id })).toEqual({ seq })
  await phone.hasReceived({ name: 'room:removed', payload: { roomId: room.id, reason: 'left' } })
  const synced = await phone.get(syncSession, { cursors: { [room.id]: seq } })
  expect(synced.removed).toEqual([room.id])
  // Nobody else notices, and what was said is not lost to anybody.
  expect((await alice.get(listMembers, { roomId: room.id })).members).toHaveLength(2)
  expect(alice.framesOf(room.id).at(-1)?.to).toBe(seq)
  expect((await bob.get(getRoomHistory, { roomId: room.id })).messages).toHaveLength(1)

  await say(alice, room.id, 'one more thing')
  await expect.poll(() => added(phone).at(-1)).toMatchObject({ id: room.id, unread: 1 })
  expect((await rooms(bob)).map(({ id }) => id)).toContain(room.id)
  await bob.get(leaveRoom, { roomId: room.id })
  expect((await write(bob, alice)).room.id).toBe(room.id)
  expect((await rooms(bob)).map(({ id }) => id)).toContain(room.id)
})

test('what was said while somebody was about to hide the conversation keeps it (S42)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await write(alice, bob)
  const { seq } = await say(alice, room.id, 'hello')
  await say(alice, room.id, 'wait')
  await bob.get(leaveRoom, { roomId: room.id, seq })
  expect(bob.received.map(({ name }) => name)).not.toContain('room:removed')
  expect((await rooms(bob)).map(({ id }) => id)).toContain(room.id)
})

test('nobody else comes in, and nobody gets out (S41)', async () => {
  const { url, database } = await startServer()
  const [alice, bob, eve] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
  const { room } = await write(alice, bob)
  await say(alice, room.id, 'between us')
  expect(await eve.ask(joinRoom, { roomId: room.id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await eve.ask(leaveRoom, { roomId: room.id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  const { userId } = eve.credentials
  const change = { kind: 'member.joined', roomId: room.id, actorId: alice.credentials.userId, userId } as const
  expect(await database.commit([{ ...change, role: 'member' }])).toMatchObject([{ code: 'FORBIDDEN' }])
  await bob.get(leaveRoom, { roomId: room.id })
  expect((await alice.get(listMembers, { roomId: room.id })).members).toHaveLength(2)
})

test('one writes to people one sees; of others nobody learns whether they exist (S9, S41)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const hermit = await joinGeneral(url)
  await hermit.get(leaveRoom, { roomId: hermit.roomId })
  const to = (...memberIds: string[]) => ({ kind: 'direct' as const, memberIds })
  const unknown = await alice.ask(createRoom, to(uuidv7()))
  expect(unknown).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await alice.ask(createRoom, to(bob.credentials.userId, uuidv7()))).toEqual(unknown)
  expect(await hermit.ask(createRoom, to(alice.credentials.userId))).toEqual(unknown)
  expect(await alice.ask(createRoom, to(alice.credentials.userId))).toMatchObject({
    error: { code: 'VALIDATION_FAILED' },
  })
  expect(await rooms(alice)).toHaveLength(1)
})

test('a conversation has people and no name, a room has a name and no people', () => {
  const ids = Array.from({ length: limits.directPeople }, (_, index) => `u${index}`)
  const accepts = (input: object) => createRoom.input.safeParse(input).success
  expect(accepts({ kind: 'direct', memberIds: ids.slice(1) })).toBe(true)
  expect(accepts({ kind: 'direct', memberIds: ids })).toBe(false)
  expect(accepts({ kind: 'direct', memberIds: [] })).toBe(false)
  expect(accepts({ kind: 'direct' })).toBe(false)
  expect(accepts({ kind: 'direct', name: 'Us', memberIds: ids.slice(1) })).toBe(false)
  expect(accepts({ kind: 'private' })).toBe(false)
  expect(accepts({ kind: 'private', name: 'Us', memberIds: ids.slice(1) })).toBe(false)
})
