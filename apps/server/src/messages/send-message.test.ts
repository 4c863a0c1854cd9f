import { getRoomHistory, limits, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'

async function setUp() {
  const server = await startServer()
  const alice = await joinGeneral(server.url, { name: 'Alice' })
  const bob = await joinGeneral(server.url, { name: 'Bob' })
  return { ...server, alice, bob, roomId: alice.roomId }
}

test('a message reaches everybody in the room, the sender too, and is in the history (S10, S16)', async () => {
  const { alice, bob, roomId } = await setUp()
  const id = uuidv7()
  const { seq, sentAt } = await alice.get(sendMessage, { id, roomId, text: ' hello\nBob ' })
  const message = { id, roomId, seq, authorId: alice.credentials.userId, text: 'hello\nBob', sentAt }
  const frame = { roomId, from: seq - 1, to: seq, head: seq, messages: [message] }
  await alice.hasReceived({ name: 'room:changed', payload: frame })
  await bob.hasReceived({ name: 'room:changed', payload: frame })
  const { messages, users } = await bob.get(getRoomHistory, { roomId })
  expect(messages).toEqual([message])
  expect(users).toEqual([{ id: alice.credentials.userId, name: 'Alice', guest: true }])
})

test('a message that is sent again is there once and has the first answer (S11)', async () => {
  const { alice, bob, roomId } = await setUp()
  const message = { id: uuidv7(), roomId, text: 'once' }
  const first = await alice.get(sendMessage, message)
  await bob.get(sendMessage, { id: uuidv7(), roomId, text: 'in between' })
  const second = await alice.get(sendMessage, { ...message, text: ' once ' })
  expect(second).toEqual({ ...first, duplicate: true })
  const { messages } = await bob.get(getRoomHistory, { roomId })
  expect(messages.map(({ text }) => text)).toEqual(['once', 'in between'])
})

test('a message that is sent several times at once over several connections is there once (S11)', async () => {
  const { url, alice, roomId } = await setUp()
  const { credentials } = alice
  const tabs = [alice, await joinGeneral(url, { credentials }), await joinGeneral(url, { credentials })]
  const message = { id: uuidv7(), roomId, text: 'once' }
  const answers = await Promise.all(
    tabs.flatMap((tab) => [tab.get(sendMessage, message), tab.get(sendMessage, message)]),
  )
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1)
  expect(answers.filter(({ duplicate }) => duplicate)).toHaveLength(answers.length - 1)
})

test('an id means one message: another text or author is a conflict (S12)', async () => {
  const { alice, bob, roomId } = await setUp()
  const id = uuidv7()
  await alice.get(sendMessage, { id, roomId, text: 'mine' })
  expect(await alice.ask(sendMessage, { id, roomId, text: 'other' })).toMatchObject({ error: { code: 'CONFLICT' } })
  expect(await bob.ask(sendMessage, { id, roomId, text: 'mine' })).toMatchObject({ error: { code: 'CONFLICT' } })
})

test('text of 4,000 characters is kept whole, of 4,001 refused and not cut (S13)', async () => {
  const { alice, bob, roomId } = await setUp()
  const longest = '👍'.repeat(limits.messageText.max)
  await alice.get(sendMessage, { id: uuidv7(), roomId, text: `  ${longest}\n` })
  const refused = await alice.ask(sendMessage, { id: uuidv7(), roomId, text: `${longest}x` })
  expect(refused).toMatchObject({ error: { code: 'VALIDATION_FAILED', issues: [{ path: 'text' }] } })
  const { messages } = await bob.get(getRoomHistory, { roomId })
  expect(messages.map(({ text }) => text)).toEqual([longest])
})

test('what nobody can see is no message (S13)', async () => {
  const { alice, bob, roomId } = await setUp()
  for (const text of ['\u200b', '\u3164\u3164', ' \u2800 ']) {
    const refused = await alice.ask(sendMessage, { id: uuidv7(), roomId, text })
    expect(refused).toMatchObject({ error: { code: 'VALIDATION_FAILED', issues: [{ path: 'text' }] } })
  }
  expect((await bob.get(getRoomHistory, { roomId })).messages).toEqual([])
})

test('a room that one is not in and a room that nobody has made give the same answer (S9)', async () => {
  const { alice } = await setUp()
  const answer = await alice.ask(sendMessage, { id: uuidv7(), roomId: uuidv7(), text: 'hello' })
  expect(answer).toEqual({ ok: false, error: { code: 'NOT_FOUND', message: 'There is no such room.' } })
})

test('the ack leaves before the fan-out, so that no sender waits for a thousand others', async () => {
  const { url, alice, roomId } = await setUp()
  const socket = await connectRaw(url, alice.credentials.token)
  await socket.emit('session:sync', '{"cursors":{}}')
  await socket.emit('message:send', JSON.stringify({ id: uuidv7(), roomId, text: 'hello' }))
  await alice.hasReceived({ name: 'room:changed' })
  await socket.emit('session:sync', '{"cursors":{}}')
  expect(socket.frames.map((frame) => frame.replace(/\[.*/s, ''))).toEqual(['431', '432', '42', '433'])
})

test('messages of one burst come as few frames, each in order and none with a hole (S14, S15)', async () => {
  const { alice, bob, roomId } = await setUp()
  const { rooms } = await bob.get(syncSession, { cursors: {} })
  const start = rooms[0]?.head ?? 0
  const texts = Array.from({ length: 200 }, (_, index) => `message ${index}`)
  const acks = await Promise.all(texts.map((text) => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  expect(acks.map(({ seq }) => seq)).toEqual(texts.map((_, index) => start + 1 + index))

  await expect.poll(() => bob.framesOf(roomId).at(-1)?.to).toBe(start + texts.length)
  const frames = bob.framesOf(roomId).filter(({ from }) => from >= start)
  expect(frames.map(({ from }) => from)).toEqual([start, ...frames.slice(0, -1).map(({ to }) => to)])
  expect(frames.flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual(texts)
  expect(frames.length).toBeLessThan(texts.length / 2)
})

test('a frame is at most 64 KB, however much is sent at once (S7)', async () => {
  const { url, alice, roomId } = await setUp()
  const socket = await connectRaw(url, alice.credentials.token)
  await socket.emit('session:sync', '{"cursors":{}}')
  const text = '漢'.repeat(limits.messageText.max)
  await Promise.all(Array.from({ length: 30 }, () => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  await expect.poll(() => socket.frames.join('').split('"authorId"').length - 1).toBe(30)
  expect(Math.max(...socket.frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(limits.frameBytes)
})
