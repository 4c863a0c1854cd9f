import {
  createRoom,
  getRoomChanges,
  getRoomHistory,
  getUsers,
  joinRoom,
  leaveRoom,
  limits,
  listMembers,
  listRooms,
  type RoomId,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { connectPerson, joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const say = (person: Person, roomId: RoomId, text: string) => person.get(sendMessage, { id: uuidv7(), roomId, text })

test('a public room is found and joined by others, and what is said there reaches them', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Design Team', topic: 'Pixels' })
  expect(room).toMatchObject({
    name: 'Design Team',
    slug: 'design-team',
    topic: 'Pixels',
    role: 'owner',
    memberCount: 1,
  })

  const { rooms } = await bob.get(listRooms, { query: 'DESIGN' })
  expect(rooms).toMatchObject([{ id: room.id, name: 'Design Team', unread: 0 }])
  const joined = await bob.get(joinRoom, { roomId: room.id })
  expect(joined.room).toMatchObject({ id: room.id, memberCount: 2, role: 'member', unread: 0 })
  await alice.hasReceived({ name: 'room:changed' })

  const { seq } = await say(alice, room.id, 'welcome')
  await expect.poll(() => bob.framesOf(room.id).at(-1)).toMatchObject({ to: seq, messages: [{ text: 'welcome' }] })
  expect((await bob.get(joinRoom, { roomId: room.id })).room.memberCount).toBe(2)
})

test('a room that one joins or makes comes to all of ones devices', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url, { name: 'Alice' })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const { room } = await laptop.get(createRoom, { kind: 'private', name: 'Secret' })
  await phone.hasReceived({ name: 'room:added', payload: room })
  await say(laptop, room.id, 'only me')
  await expect.poll(() => phone.framesOf(room.id).at(-1)?.messages[0]?.text).toBe('only me')

  await laptop.get(leaveRoom, { roomId: room.id })
  await phone.hasReceived({ name: 'room:removed', payload: { roomId: room.id, reason: 'left' } })
  expect(await phone.ask(sendMessage, { id: uuidv7(), roomId: room.id, text: 'gone' })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})

test('a private room is to everybody else as one that does not exist (S9)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const mallory = await joinGeneral(url, { name: 'Mallory' })
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret plans' })
  expect(room.slug).toBeUndefined()
  for (const roomId of [room.id, uuidv7()]) {
    const answers = [
      await mallory.ask(joinRoom, { roomId }),
      await mallory.ask(leaveRoom, { roomId }),
      await mallory.ask(listMembers, { roomId }),
      await mallory.ask(getRoomHistory, { roomId }),
      await mallory.ask(getRoomChanges, { roomId, after: 0 }),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: false, error: { code: 'NOT_FOUND', message: 'There is no such room.' } })]),
    )
  }
  expect((await mallory.get(listRooms, { query: 'secret' })).rooms).toEqual([])
})

test('who leaves receives nothing that comes later, by any path, and the others see that they left (S28)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await bob.get(joinRoom, { roomId: room.id })

  // All at once, so that the departure and what is said after it are committed together and held together.
  const sends = Array.from({ length: 50 }, (_, index) => say(alice, room.id, `before ${index}`))
  const leaving = bob.get(leaveRoom, { roomId: room.id })
  const later = Array.from({ length: 50 }, (_, index) => say(alice, room.id, `later ${index}`))
  const { seq } = await leaving
  const seqs = (await Promise.all([...sends, ...later])).map((sent) => sent.seq)
  expect(Math.max(...seqs)).toBeGreaterThan(seq)

  await expect.poll(() => alice.framesOf(room.id).at(-1)?.to).toBe(Math.max(...seqs, seq))
  expect(alice.framesOf(room.id).flatMap((frame) => frame.members ?? [])).toContainEqual(
    expect.objectContaining({ userId: bob.credentials.userId, leftSeq: seq }),
  )
  await bob.hasReceived({ name: 'room:removed' })
  for (const frame of bob.framesOf(room.id)) expect(frame.to).toBeLessThanOrEqual(seq)
  expect(await bob.ask(getRoomChanges, { roomId: room.id, after: 0 })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  const { removed, rooms } = await bob.get(syncSession, { cursors: { [room.id]: 1 } })
  expect(removed).toEqual([room.id])
  expect(rooms.map(({ id }) => id)).not.toContain(room.id)
})

test('the only owner of a room with others in it cannot leave by accident; the last member can', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await bob.get(joinRoom, { roomId: room.id })
  expect(await alice.ask(leaveRoom, { roomId: room.id })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const { seq } = await bob.get(leaveRoom, { roomId: room.id })
  expect(await bob.get(leaveRoom, { roomId: room.id })).toEqual({ seq })
  await alice.get(leaveRoom, { roomId: room.id })
})

test('rooms of one name have addresses of their own', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const made = []
  for (const name of ['Küche!', 'küche', '🍕']) made.push((await alice.get(createRoom, { kind: 'public', name })).room)
  expect(made.map(({ slug }) => slug)).toEqual(['küche', 'küche-2', undefined])
})

test('public rooms stand in the order of their names, in any case', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  for (const name of ['Tokyo', 'alpha', 'Beta', 'zebra', 'GAMMA']) await alice.get(createRoom, { kind: 'public', name })
  const { rooms } = await alice.get(listRooms, {})
  expect(rooms.map(({ name }) => name)).toEqual(['alpha', 'Beta', 'GAMMA', 'general', 'Tokyo', 'zebra'])
})

test('public rooms come page by page, each once, and by any part of their name', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const count = limits.roomsPage + 5
  for (let number = 0; number < count; number += 1)
    await alice.get(createRoom, { kind: 'public', name: `Room 100% ${number}` })
  const first = await alice.get(listRooms, { query: '0% ' })
  expect(first.rooms).toHaveLength(limits.roomsPage)
  const second = await alice.get(listRooms, { query: '0% ', cursor: first.cursor ?? '' })
  expect(second.cursor).toBeUndefined()
  expect(new Set([...first.rooms, ...second.rooms].map(({ id }) => id)).size).toBe(count)
  expect((await alice.get(listRooms, { query: '1_0' })).rooms).toEqual([])
  expect(await alice.ask(listRooms, { cursor: 'bm9uc2Vuc2U' })).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
})

test('the members of a room come page by page in the order in which they joined, with their names', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await connectPerson(url, { name: 'Bob' })
  const { members, users, cursor } = await alice.get(listMembers, { roomId: alice.roomId })
  expect(members.map(({ userId }) => userId)).toEqual([alice.credentials.userId, bob.credentials.userId])
  expect(users.map(({ name }) => name).sort()).toEqual(['Alice', 'Bob'])
  expect(cursor).toBeUndefined()
  await bob.get(syncSession, { cursors: {} })
  await bob.get(leaveRoom, { roomId: alice.roomId })
  expect((await alice.get(listMembers, { roomId: alice.roomId })).members).toHaveLength(1)
  expect((await alice.get(getUsers, { ids: [bob.credentials.userId] })).users).toMatchObject([{ name: 'Bob' }])
})

test('members are found by what a word of their name begins with, page by page', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const find = async (query: string) => {
    const { users, members, cursor } = await alice.get(listMembers, { roomId, query })
    expect(members).toHaveLength(users.length)
    return { names: users.map(({ name }) => name).sort(), cursor }
  }
  for (const name of ['Ada Lovelace', 'Émile Zola', '100% sure', 'adam']) await joinGeneral(url, { name })
  const stranger = await addPerson(database, 'Ada Elsewhere')
  expect(stranger).toBeDefined()
  expect((await find('aDA')).names).toEqual(['Ada Lovelace', 'adam'])
  expect((await find('love')).names).toEqual(['Ada Lovelace'])
  expect((await find('émi')).names).toEqual(['Émile Zola'])
  expect((await find('100%')).names).toEqual(['100% sure'])
  expect((await find('%')).names).toEqual([])
  expect((await find('_da')).names).toEqual([])
  expect((await find('lace')).names).toEqual([])
  const many = Array.from({ length: limits.membersPage + 1 }, (_, index) => `Crowd ${index}`)
  for (const name of many) {
    const userId = await addPerson(database, name)
    await database.commit([{ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }])
  }
  const first = await find('crowd')
  expect(first.names).toHaveLength(limits.membersPage)
  const rest = await alice.get(listMembers, { roomId, query: 'crowd', cursor: first.cursor ?? '' })
  expect(rest.users.map(({ name }) => name)).toEqual([many.at(-1)])
  expect(rest).not.toHaveProperty('cursor')
})
