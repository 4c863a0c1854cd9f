import {
  createRoom,
  getUsers,
  inviteToRoom,
  leaveRoom,
  removeMember,
  setIdle,
  setPresence,
  syncSession,
  watchPresence,
} from '@chat/protocol'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { startServer } from '../../test/start-server.ts'

test('do not disturb holds on every device, on those that come later, and over a restart (S44)', async () => {
  const { url, stop, storage } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const phone = await joinGeneral(url, { credentials: bob.credentials })
  const { userId } = bob.credentials
  await alice.get(watchPresence, { userIds: [userId] })
  await bob.get(setPresence, { status: 'dnd' })
  await phone.hasReceived({ name: 'presence:selected', payload: { status: 'dnd' } })
  await alice.hasReceived({
    name: 'presence:changed',
    payload: { rooms: [], people: [{ userId, status: 'dnd' }], elsewhere: [userId] },
  })
  await stop()

  const later = await startServer({ storage })
  const again = await connectPerson(later.url, { credentials: bob.credentials })
  expect(await again.get(syncSession, { cursors: {} })).toMatchObject({ chosenStatus: 'dnd' })
  const watcher = await joinGeneral(later.url, { credentials: alice.credentials })
  const watched = async () => (await watcher.get(watchPresence, { userIds: [userId] })).people
  expect(await watched()).toEqual([{ userId, status: 'dnd' }])
  await again.get(setPresence, { status: 'online' })
  expect(await watched()).toEqual([{ userId, status: 'online' }])
  expect(await again.get(syncSession, { cursors: {} })).not.toHaveProperty('chosenStatus')
})

test('whoever leaves their device is away until they are back, on that connection alone (S44)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { userId } = bob.credentials
  const statusOf = async () => (await alice.get(watchPresence, { userIds: [userId] })).people[0]?.status
  await bob.get(setIdle, { idle: true })
  expect(await statusOf()).toBe('away')
  const phone = await joinGeneral(url, { credentials: bob.credentials })
  expect(await statusOf()).toBe('online')
  await phone.get(syncSession, { cursors: {}, idle: true })
  expect(await statusOf()).toBe('away')
  await bob.get(setIdle, { idle: false })
  expect(await statusOf()).toBe('online')
})

test('when somebody was last here is known at once, and still after a restart (S44)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, stop, storage } = await startServer({ clock })
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { userId } = bob.credentials
  clock.advance(120_000)
  const left = clock.now()
  bob.socket.close()
  await expect
    .poll(async () => {
      clock.advance(3_000)
      return (await alice.get(watchPresence, { userIds: [userId] })).people
    })
    .toEqual([{ userId, status: 'offline', lastSeenAt: expect.any(Number) }])
  const [person] = (await alice.get(watchPresence, { userIds: [userId] })).people
  expect(person?.lastSeenAt).toBeGreaterThanOrEqual(left)
  await stop()

  const later = await startServer({ storage })
  const watcher = await joinGeneral(later.url, { credentials: alice.credentials })
  const [known] = (await watcher.get(watchPresence, { userIds: [userId] })).people
  expect(known?.lastSeenAt).toBeGreaterThanOrEqual(left)
})

test('whoever left the last room with somebody hears no more of whether they are there, also where they looked before (S9)', async () => {
  const { url } = await startServer()
  const join = (name: string) => joinGeneral(url, { name })
  const [alice, bob, carol] = [await join('Alice'), await join('Bob'), await join('Carol')]
  const [aliceId, bobId, carolId] = [alice, bob, carol].map(({ credentials }) => credentials.userId)
  if (!aliceId || !bobId || !carolId) throw new Error('unreachable')
  const { room: shared } = await alice.get(createRoom, { kind: 'private', name: 'All' })
  await alice.get(inviteToRoom, { roomId: shared.id, userIds: [bobId, carolId] })
  const { room: theirs } = await carol.get(createRoom, { kind: 'private', name: 'Two' })
  await carol.get(inviteToRoom, { roomId: theirs.id, userIds: [bobId] })
  await bob.get(leaveRoom, { roomId: bob.roomId })
  await bob.get(watchPresence, { userIds: [aliceId, carolId] })
  await alice.get(removeMember, { roomId: shared.id, userId: bobId })
  await expect.poll(async () => (await bob.get(getUsers, { ids: [aliceId] })).users).toEqual([])
  await bob.hasReceived({ name: 'room:removed' })

  const told = () => bob.received.filter(({ name }) => name === 'presence:changed')
  const before = told().length
  await alice.get(setPresence, { status: 'dnd' })
  await carol.get(setPresence, { status: 'dnd' })
  await expect.poll(() => JSON.stringify(told().slice(before))).toContain(carolId)
  expect(JSON.stringify(told().slice(before))).not.toContain(aliceId)
})
