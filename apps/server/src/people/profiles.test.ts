import { createRoom, getProfile, leaveRoom, type ParsedInput, updateUser } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { findProfile, updateProfile } from './profiles-store.ts'

test('what somebody tells about themselves, everybody who shares a room with them can read (S45)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { userId } = alice.credentials
  const before = Date.now()
  const { user, profile } = await alice.get(updateUser, {
    statusText: '  Gone fishing 🎣 ',
    statusForMs: 3_600_000,
    timeZone: 'Asia/Tokyo',
  })
  expect(user).toEqual({ id: userId, name: 'Alice', guest: true })
  expect(profile).toEqual({
    statusText: 'Gone fishing 🎣',
    statusUntil: expect.any(Number),
    timeZone: 'Asia/Tokyo',
  })
  expect(profile?.statusUntil).toBeGreaterThanOrEqual(before + 3_600_000)
  await bob.hasReceived({ name: 'user:changed', payload: [user] })
  expect(await bob.get(getProfile, { userId })).toEqual({ user, profile })
})

test('what a change does not name stays, and an empty text takes away (S45)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const change = async (input: ParsedInput<typeof updateUser>) => (await alice.get(updateUser, input)).profile
  await change({ statusText: 'Fishing', statusForMs: 60_000, timeZone: 'Asia/Tokyo' })
  expect(await change({ name: 'Alicia' })).toMatchObject({ statusText: 'Fishing', timeZone: 'Asia/Tokyo' })
  expect(await change({ statusText: 'Back' })).toEqual({ statusText: 'Back', timeZone: 'Asia/Tokyo' })
  expect(await change({ timeZone: '' })).toEqual({ statusText: 'Back' })
  expect(await change({ statusText: ' ' })).toEqual({})
  expect(await change({})).toEqual({})
})

test('a status text clears itself when its time is over (S45)', async () => {
  const { url, database } = await startServer()
  const { userId } = (await joinGeneral(url, { name: 'Alice' })).credentials
  const now = 1_000_000
  await updateProfile(database.write, userId, { statusText: 'Lunch', statusForMs: 60_000 }, now)
  const statusAt = async (at: number) => (await findProfile(database.read, userId, at))?.profile
  expect(await statusAt(now + 59_999)).toEqual({ statusText: 'Lunch', statusUntil: now + 60_000 })
  expect(await statusAt(now + 60_000)).toEqual({})
})

test('what is no time zone, too long or hidden is refused and changes nothing (S6)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { userId } = alice.credentials
  for (const input of [
    { timeZone: 'Mars/Olympus' },
    { timeZone: '+01:00' },
    { statusText: 'x'.repeat(101) },
    { statusText: 'two\nlines' },
    { statusText: 'turned \u202e around' },
    { statusForMs: 60_000 },
    { statusText: 'Lunch', statusForMs: 0 },
  ]) {
    const answer = await alice.ask(updateUser, { name: 'Mallory', ...input })
    expect(answer, JSON.stringify(input)).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
  }
  expect(await alice.get(getProfile, { userId })).toEqual({
    user: { id: userId, name: 'Alice', guest: true },
    profile: {},
  })
})

test('whom one shares no room with, one learns nothing of (S9)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  await bob.get(createRoom, { kind: 'private', name: 'Alone' })
  await bob.get(leaveRoom, { roomId: bob.roomId })
  const { userId } = alice.credentials
  const nobody = await bob.ask(getProfile, { userId: uuidv7() })
  expect(nobody).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await bob.ask(getProfile, { userId })).toEqual(nobody)
})
