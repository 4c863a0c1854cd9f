import { getRoomHistory, limits, MessageId, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'

test('a new person is in general and finds it as it is (S21, S23)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { userId } = alice.credentials
  const bob = await joinGeneral(url, { name: 'Bob' })
  const message = { id: uuidv7(), roomId: alice.roomId, text: 'hello' }
  await alice.get(sendMessage, message)
  const sync = await bob.get(syncSession, { cursors: {} })
  expect(sync).toMatchObject({
    me: { id: bob.credentials.userId, name: 'Bob', guest: true },
    rooms: [
      {
        kind: 'public',
        name: 'general',
        slug: 'general',
        head: 3,
        memberCount: 2,
        lastReadSeq: 2,
        unread: 1,
        mentions: 0,
        role: 'member',
        lastMessage: { id: message.id, seq: 3, authorId: userId, text: 'hello' },
      },
    ],
    changes: [],
    removed: [],
  })
  expect(sync.users.map(({ name }) => name).sort()).toEqual(['Alice', 'Bob'])
  expect(Math.abs(sync.serverTime - Date.now())).toBeLessThan(10_000)
})

test('unread counts what others wrote since, and stops at 100', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const bob = await joinGeneral(url)
  const send = (text: string) => alice.get(sendMessage, { id: uuidv7(), roomId: alice.roomId, text })
  await Promise.all(Array.from({ length: 99 }, (_, index) => send(String(index))))
  const unread = async (person: typeof alice) => (await person.get(syncSession, { cursors: {} })).rooms[0]?.unread
  expect(await unread(bob)).toBe(99)
  await Promise.all(['one', 'two', 'three'].map(send))
  expect(await unread(bob)).toBe(limits.unread)
  expect(await unread(alice)).toBe(0)
})

test('brings what was missed, up to 50 entries; further behind the client asks itself (S21)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const send = (text: string) => alice.get(sendMessage, { id: uuidv7(), roomId, text })
  await Promise.all(Array.from({ length: 60 }, (_, index) => send(String(index))))
  const changesAfter = async (cursor: number) =>
    (await alice.get(syncSession, { cursors: { [roomId]: cursor } })).changes
  const [changes] = await changesAfter(11)
  expect(changes).toMatchObject({ roomId, from: 11, to: 61, head: 61 })
  expect(changes?.messages).toHaveLength(50)
  expect(await changesAfter(10)).toEqual([])
  expect(await changesAfter(61)).toEqual([])
  expect(await changesAfter(1_000_000)).toEqual([])
})

test('names the rooms that are not theirs to see (S21)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const unknown = uuidv7()
  const { removed } = await alice.get(syncSession, { cursors: { [alice.roomId]: 1, [unknown]: 7 } })
  expect(removed).toEqual([unknown])
})

test('the answer fits into a frame however long the messages are (S7)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const text = '漢'.repeat(limits.messageText.max)
  await Promise.all(Array.from({ length: 20 }, () => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  const socket = await connectRaw(url, alice.credentials.token)
  const answer = await socket.emit('session:sync', JSON.stringify({ cursors: { [roomId]: 1 } }))
  expect(answer).toMatchObject({ ok: true, data: { changes: [{ from: 1, more: true }] } })
  expect(Math.max(...socket.frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(limits.frameBytes)
})

test('whoever connects while others write misses nothing between the answer and the first frame (S20)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { roomId } = alice
  let writing = true
  const sent: MessageId[] = []
  const writer = (async () => {
    while (writing) {
      const id = MessageId.parse(uuidv7())
      sent.push(id)
      await alice.get(sendMessage, { id, roomId, text: id })
    }
  })()
  const visitors = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const visitor = await joinGeneral(url)
      const { rooms } = await visitor.get(syncSession, { cursors: {} })
      return { visitor, head: rooms[0]?.head ?? 0 }
    }),
  )
  writing = false
  await writer
  const last = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'last' })
  for (const { visitor, head } of visitors) {
    await expect.poll(() => visitor.framesOf(roomId).at(-1)?.to).toBe(last.seq)
    const frames = visitor.framesOf(roomId)
    expect(frames[0]?.from).toBeLessThanOrEqual(head)
    expect(frames.slice(1).map(({ from }) => from)).toEqual(frames.slice(0, -1).map(({ to }) => to))
  }
})

test('what was written is there after the server was stopped and started again', async () => {
  const first = await startServer()
  const before = await joinGeneral(first.url, { name: 'Alice' })
  const { seq } = await before.get(sendMessage, { id: uuidv7(), roomId: before.roomId, text: 'still here' })
  await first.stop()

  const second = await startServer({ storage: first.storage })
  const after = await joinGeneral(second.url, { credentials: before.credentials })
  expect(after.roomId).toBe(before.roomId)
  const { messages, users } = await after.get(getRoomHistory, { roomId: after.roomId })
  expect(messages).toMatchObject([{ seq, text: 'still here' }])
  expect(users).toMatchObject([{ name: 'Alice' }])
})
