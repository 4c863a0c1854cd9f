import {
  createRoom,
  getRoom,
  getRoomChanges,
  getRoomHistory,
  joinRoom,
  leaveRoom,
  listMembers,
  listRooms,
  markRead,
  type RoomId,
  sendMessage,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const say = (person: Person, roomId: RoomId, text: string) => person.get(sendMessage, { id: uuidv7(), roomId, text })

/** Alice has a room with something in it; Mallory shares `general` with her and nothing else. */
async function setUp(kind: 'public' | 'private') {
  const { url } = await startServer()
  const [alice, mallory] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Mallory' })]
  const { room } = await alice.get(createRoom, { kind, name: 'Kitchen' })
  await say(alice, room.id, 'SECRET one')
  return { alice, mallory, roomId: room.id }
}

/** Other ways to write an id: what a check and a look-up might not take for the same. */
function disguises(roomId: RoomId, { credentials: { userId } }: Person): unknown[] {
  const wide = roomId.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  return [
    roomId.toUpperCase(),
    ` ${roomId}`,
    `${roomId} `,
    `${roomId}\n`,
    `${roomId}\0`,
    `${roomId}/`,
    `${roomId}%20`,
    `{${roomId}}`,
    `urn:uuid:${roomId}`,
    roomId.replaceAll('-', ''),
    roomId.replaceAll('-', '_'),
    roomId.slice(0, 8),
    `${roomId.slice(0, 8)}%`,
    wide,
    `room:${roomId}`,
    `user:${userId}`,
    userId,
    `/${roomId}`,
    [roomId],
    { id: roomId },
    { $ne: null },
  ]
}

test('an id is one value: written in another way it leads nowhere, for members and strangers alike (S9)', async () => {
  const { alice, mallory, roomId } = await setUp('private')
  for (const person of [alice, mallory]) {
    for (const disguise of disguises(roomId, alice)) {
      const requests = {
        'room:join': { roomId: disguise },
        'room:history': { roomId: disguise },
        'room:changes': { roomId: disguise, after: 0 },
        'room:members': { roomId: disguise },
        'message:send': { id: uuidv7(), roomId: disguise, text: 'x' },
        // An address is what somebody may have typed: of who is in the room, white space around it is taken away.
        ...(person === mallory && { 'room:get': { address: disguise } }),
      }
      for (const [name, input] of Object.entries(requests)) {
        const answer: unknown = await person.socket.timeout(10_000).emitWithAck(name, input)
        expect(answer, `${name} ${JSON.stringify(disguise)}`).toMatchObject({
          ok: false,
          error: { code: expect.stringMatching(/^(NOT_FOUND|VALIDATION_FAILED)$/) },
        })
      }
    }
  }
  // No attempt has made Mallory a listener.
  const { seq } = await say(alice, roomId, 'SECRET two')
  await expect.poll(() => alice.framesOf(roomId).at(-1)?.to).toBe(seq)
  await mallory.get(listRooms, {})
  expect(JSON.stringify(mallory.received)).not.toContain('SECRET')
})

test('a public room is not read by whoever has not joined it, guest or not, only found (S9, S30)', async () => {
  const { alice, mallory, roomId } = await setUp('public')
  const [{ text = '' } = {}] = (await alice.get(getRoomHistory, { roomId })).messages
  expect(text).toBe('SECRET one')
  const unknown = await mallory.ask(getRoomHistory, { roomId: uuidv7() })
  expect(unknown).toMatchObject({ error: { code: 'NOT_FOUND' } })
  const refused = [
    await mallory.ask(getRoomHistory, { roomId }),
    await mallory.ask(getRoomChanges, { roomId, after: 0 }),
    await mallory.ask(listMembers, { roomId }),
    await mallory.ask(markRead, { roomId, seq: 1 }),
    await mallory.ask(sendMessage, { id: uuidv7(), roomId, text: 'x' }),
  ]
  for (const answer of refused) expect(answer).toEqual(unknown)
  expect((await mallory.get(watchPresence, { roomIds: [roomId] })).rooms).toEqual([])
  const shown = [await mallory.get(listRooms, { query: 'Kitchen' }), await mallory.get(getRoom, { address: roomId })]
  expect(JSON.stringify(shown)).toContain('Kitchen')
  expect(JSON.stringify(shown)).not.toContain('SECRET')

  await mallory.get(joinRoom, { roomId })
  expect((await mallory.get(getRoomHistory, { roomId })).messages).toMatchObject([{ text: 'SECRET one' }])
  await mallory.get(leaveRoom, { roomId })
  expect(await mallory.ask(getRoomHistory, { roomId })).toEqual(unknown)
})
