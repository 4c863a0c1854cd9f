import {
  createRoom,
  getRoom,
  getRoomHistory,
  getUsers,
  joinRoom,
  listMembers,
  listRooms,
  markRead,
  RoomId,
  sendMessage,
  setReaction,
  syncSession,
  UserId,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf']

test('rooms and people are called what every object has, and are found, joined and mentioned like others', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const called = await Promise.all(NAMES.map((name) => joinGeneral(url, { name })))
  for (const name of NAMES) {
    const { room } = await alice.get(createRoom, { kind: 'public', name })
    const address = room.slug ?? ''
    expect(await bob.get(getRoom, { address })).toMatchObject({ room: { id: room.id, name }, member: false })
    await bob.get(joinRoom, { roomId: room.id })
    await alice.get(sendMessage, { id: uuidv7(), roomId: room.id, text: `in ${name}` })
  }
  expect(new Set((await bob.get(listRooms, {})).rooms.map(({ name }) => name))).toEqual(new Set([...NAMES, 'general']))
  expect((await bob.get(syncSession, { cursors: {} })).rooms).toHaveLength(NAMES.length + 1)
  const text = NAMES.map((name) => `@${name}`).join(' and ')
  await alice.get(sendMessage, { id: uuidv7(), roomId: alice.roomId, text })
  const { messages } = await bob.get(getRoomHistory, { roomId: alice.roomId })
  const mentioned = messages.at(-1)?.mentions?.map(({ userId }) => userId)
  expect(new Set(mentioned)).toEqual(new Set(called.map(({ credentials }) => credentials.userId)))
})

test('an id that every object has is that of no room, no person and no emoji', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { id } = await alice.get(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'hello' })
  for (const name of NAMES.slice(1)) {
    const roomId = RoomId.parse(name)
    const missing = { ok: false, error: { code: 'NOT_FOUND' } }
    for (const answer of [
      alice.ask(getRoomHistory, { roomId }),
      alice.ask(listMembers, { roomId }),
      alice.ask(markRead, { roomId, seq: 1 }),
      alice.ask(joinRoom, { roomId }),
      alice.ask(getRoom, { address: name }),
      alice.ask(sendMessage, { id: uuidv7(), roomId, text: 'hello' }),
    ]) {
      expect(await answer).toMatchObject(missing)
    }
    const sync = await alice.get(syncSession, { cursors: { [roomId]: 1 } })
    expect(sync).toMatchObject({ rooms: [{ id: alice.roomId }], changes: [], removed: [roomId] })
    expect((await alice.get(getUsers, { ids: [UserId.parse(name)] })).users).toEqual([])
    expect(await alice.ask(setReaction, { messageId: id, emoji: name, on: true })).toMatchObject({
      error: { code: 'VALIDATION_FAILED' },
    })
  }
})
