import { getRoomHistory, limits, type Message, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

async function setUp(texts: readonly string[]) {
  const server = await startServer()
  const alice = await joinGeneral(server.url, { name: 'Alice' })
  const { roomId } = alice
  await Promise.all(texts.map((text) => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  const page = (position: { before?: number; around?: number; after?: number; at?: number; limit?: number }) =>
    alice.get(getRoomHistory, { roomId, ...position })
  return { alice, roomId, page, server }
}

const DAY = 24 * 60 * 60_000

const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))
const textsOf = ({ messages }: { messages: Message[] }) => messages.map(({ text }) => text)

test('without a position it is the latest page, newest last (S19)', async () => {
  const { page } = await setUp(numbered(60))
  const latest = await page({})
  expect(textsOf(latest)).toEqual(numbered(60).slice(10))
  expect(latest).toMatchObject({ hasMoreBefore: true, hasMoreAfter: false })
})

test('before and after leave out the position itself, around has it (S19)', async () => {
  const { page } = await setUp(numbered(20))
  const [first] = (await page({ limit: 20 })).messages
  const seq = (first?.seq ?? 0) + 9 // of "10"
  expect(await page({ before: seq, limit: 3 }).then(textsOf)).toEqual(['7', '8', '9'])
  expect(await page({ after: seq, limit: 3 }).then(textsOf)).toEqual(['11', '12', '13'])
  expect(await page({ around: seq, limit: 4 }).then(textsOf)).toEqual(['9', '10', '11', '12'])
  expect(await page({ around: seq, limit: 1 }).then(textsOf)).toEqual(['10'])
})

test('leads to a moment: to the first message since then, on that day or a later one (S19)', async () => {
  const { alice, roomId, page, server } = await setUp(numbered(6))
  const [first] = (await page({ limit: 6 })).messages
  // Two a day, and none on the third. What else has happened has a time as well.
  const days = [1, 1, 2, 2, 4, 4]
  for (const [index, day] of days.entries()) {
    const seq = (first?.seq ?? 0) + index
    const { write } = server.database
    await write
      .updateTable('room_log')
      .set({ at: day * DAY })
      .where('seq', '=', seq)
      .execute()
    await write
      .updateTable('messages')
      .set({ sent_at: day * DAY })
      .where('seq', '=', seq)
      .execute()
  }
  await server.database.write
    .updateTable('room_log')
    .set({ at: 0 })
    .where('seq', '<', first?.seq ?? 0)
    .execute()
  const since = (at: number) => page({ at, limit: 1 }).then(textsOf)
  expect(await since(0)).toEqual(['1'])
  expect(await since(DAY)).toEqual(['1'])
  expect(await since(DAY + 1)).toEqual(['3'])
  expect(await since(2 * DAY)).toEqual(['3'])
  expect(await since(3 * DAY)).toEqual(['5'])
  expect(await since(4 * DAY + 1)).toEqual(['6'])
  expect(await page({ at: 2 * DAY, limit: 2 })).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
  expect(await alice.ask(getRoomHistory, { roomId, at: 1, around: 1 })).toMatchObject({
    ok: false,
    error: { code: 'VALIDATION_FAILED' },
  })
})

test('of a room without messages the page of any moment is empty (S19)', async () => {
  const { page } = await setUp([])
  expect(await page({ at: 0 })).toMatchObject({ messages: [], hasMoreBefore: false, hasMoreAfter: false })
})

test('says on which sides there is more (S19)', async () => {
  const { page } = await setUp(numbered(10))
  const { messages } = await page({})
  const [first, last] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0]
  const sides = async (position: Parameters<typeof page>[0]) => {
    const { hasMoreBefore, hasMoreAfter } = await page(position)
    return [hasMoreBefore, hasMoreAfter]
  }
  expect(await sides({})).toEqual([false, false])
  expect(await sides({ limit: 9 })).toEqual([true, false])
  expect(await sides({ before: last })).toEqual([false, true])
  expect(await sides({ before: first })).toEqual([false, true])
  expect(await sides({ after: first, limit: 2 })).toEqual([true, true])
  expect(await sides({ after: last })).toEqual([true, false])
  expect(await sides({ after: 0 })).toEqual([false, false])
  expect(await sides({ around: first + 4, limit: 4 })).toEqual([true, true])
  expect(await sides({ around: first + 4, limit: 50 })).toEqual([false, false])
  expect(await sides({ before: 0 })).toEqual([false, true])
})

test('paging in either direction shows every message once, also where few fit into a frame (S7, S19)', async () => {
  const texts = numbered(25).map((number) => number + '漢'.repeat(limits.messageText.max - 2))
  const { page } = await setUp(texts)
  const older: Message[] = []
  for (let more = true, before: number | undefined; more; before = older[0]?.seq) {
    const result = await page({ ...(before !== undefined && { before }), limit: 200 })
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(limits.frameBytes)
    older.unshift(...result.messages)
    more = result.hasMoreBefore
  }
  expect(older.map(({ text }) => text)).toEqual(texts)
  const newer: Message[] = []
  for (let more = true; more; ) {
    const result = await page({ after: newer.at(-1)?.seq ?? 0, limit: 200 })
    newer.push(...result.messages)
    more = result.hasMoreAfter
  }
  expect(newer).toEqual(older)
})

test('two positions at once are refused', async () => {
  const { alice, roomId } = await setUp([])
  const answer = await alice.ask(getRoomHistory, { roomId, before: 1, after: 1 })
  expect(answer).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
})

test('a room that is not theirs does not exist for them (S9)', async () => {
  const { alice } = await setUp([])
  const answer = await alice.ask(getRoomHistory, { roomId: uuidv7() })
  expect(answer).toMatchObject({ error: { code: 'NOT_FOUND', message: 'There is no such room.' } })
})
