import { getRoomChanges, limits, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

async function setUp(texts: readonly string[]) {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  await Promise.all(texts.map((text) => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  return { url, alice, roomId }
}

test('brings what came after the cursor, with who joined, and says when there is more (S18, S22)', async () => {
  const { url, alice, roomId } = await setUp(['one', 'two', 'three'])
  const bob = await joinGeneral(url, { name: 'Bob' })
  const first = await alice.get(getRoomChanges, { roomId, after: 1, limit: 2 })
  expect(first).toMatchObject({ from: 1, to: 3, head: 5, more: true })
  expect(first.messages.map(({ text }) => text)).toEqual(['one', 'two'])
  const rest = await alice.get(getRoomChanges, { roomId, after: first.to })
  expect(rest).toMatchObject({
    from: 3,
    to: 5,
    head: 5,
    messages: [{ text: 'three' }],
    members: [{ userId: bob.credentials.userId, role: 'member', joinedSeq: 5 }],
    users: [{ name: 'Bob' }],
  })
  expect(rest).not.toHaveProperty('more')
})

test('has nothing to bring at the head', async () => {
  const { alice, roomId } = await setUp(['one'])
  expect(await alice.get(getRoomChanges, { roomId, after: 2 })).toEqual({
    roomId,
    from: 2,
    to: 2,
    head: 2,
    messages: [],
  })
})

test('a cursor beyond the head is told to start anew (S18)', async () => {
  const { alice, roomId } = await setUp(['one'])
  expect(await alice.ask(getRoomChanges, { roomId, after: 3 })).toMatchObject({ error: { code: 'SYNC_RESET' } })
})

test('asking on always comes to the head, in answers that fit into a frame (S7, S18)', async () => {
  const texts = Array.from({ length: 20 }, (_, index) => `${index}${'\u0001'.repeat(limits.messageText.max - 2)}`)
  const { alice, roomId } = await setUp(texts)
  const received: string[] = []
  for (let after = 0, more = true; more; ) {
    const changes = await alice.get(getRoomChanges, { roomId, after, limit: 500 })
    expect(Buffer.byteLength(JSON.stringify(changes))).toBeLessThan(limits.frameBytes)
    expect(changes.from).toBe(after)
    received.push(...changes.messages.map(({ text }) => text))
    after = changes.to
    more = changes.more ?? false
  }
  expect(received).toEqual(texts)
})

test('a room that is not theirs does not exist for them (S9)', async () => {
  const { alice } = await setUp([])
  const { rooms } = await alice.get(syncSession, { cursors: {} })
  expect(rooms).toHaveLength(1)
  const answer = await alice.ask(getRoomChanges, { roomId: uuidv7(), after: 0 })
  expect(answer).toMatchObject({ error: { code: 'NOT_FOUND', message: 'There is no such room.' } })
})
