import {
  createRoom,
  deleteMessage,
  editMessage,
  inviteToRoom,
  limits,
  listSavedMessages,
  MessageId,
  removeMember,
  saveMessage,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { say, sayNothingForOthers } from '../../test/say-something.ts'
import { startServer } from '../../test/start-server.ts'

const save = (person: Person, messageId: string, on = true) => person.ask(saveMessage, { messageId, on })
const list = async (person: Person) =>
  (await person.get(listSavedMessages, {})).saved.map(({ message }) => message.text)

test('saved messages are listed as they are now, the latest saved first, to nobody else (S64)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const { roomId } = alice
  const ids = [await say(bob, roomId, 'first'), await say(bob, roomId, 'second'), await say(alice, roomId, 'third')]
  for (const id of [ids[2], ids[0], ids[1], ids[0]]) expect(await save(alice, id ?? '')).toEqual({ ok: true, data: {} })
  expect(await list(alice)).toEqual(['second', 'first', 'third'])
  expect(await list(bob)).toEqual([])
  await bob.get(editMessage, { id: ids[1] ?? '', text: 'second, edited' })
  await bob.get(deleteMessage, { id: ids[0] ?? '' })
  const { saved, users } = await alice.get(listSavedMessages, {})
  expect(saved).toMatchObject([
    { message: { text: 'second, edited', editedAt: expect.any(Number) } },
    { message: { text: '', deletedAt: expect.any(Number) } },
    { message: { text: 'third' } },
  ])
  expect(users.map(({ name }) => name).sort()).toEqual(['Alice', 'Bob'])
  await save(alice, ids[0] ?? '', false)
  expect(await list(alice)).toEqual(['second, edited', 'third'])
})

test('what one may not read one cannot save, nor what is deleted', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  for (const id of await sayNothingForOthers(alice)) {
    expect(await save(bob, id)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
  expect(await list(bob)).toEqual([])
})

test('nothing shows of a room that one is not in any more, and it can be let go of (S28, S64)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  const { userId } = bob.credentials
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  const [kept, dropped] = [await say(alice, room.id, 'kept'), await say(alice, room.id, 'dropped')]
  for (const id of [kept, dropped]) await save(bob, id)
  await alice.get(removeMember, { roomId: room.id, userId })
  expect(await list(bob)).toEqual([])
  expect(await save(bob, dropped, false)).toEqual({ ok: true, data: {} })
  expect(await save(bob, dropped)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  expect(await list(bob)).toEqual(['kept'])
})

test('a long list comes in pages, each once, and no more than fits into a frame', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const long = 'x'.repeat(limits.messageText.max)
  const texts = Array.from({ length: limits.savedPage + 10 }, (_, index) =>
    index % 3 ? String(index) : `${index} ${long}`.slice(0, 4_000),
  )
  for (const text of texts) await save(alice, await say(alice, alice.roomId, text))
  const pages: string[][] = []
  let cursor: string | undefined
  do {
    const page = await alice.get(listSavedMessages, { ...(cursor && { cursor }) })
    pages.push(page.saved.map(({ message }) => message.text))
    cursor = page.cursor
  } while (cursor)
  expect(pages.flat()).toEqual(texts.toReversed())
  expect(pages.length).toBeGreaterThan(1)
})

test('nobody saves without end', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { userId: user_id } = alice.credentials
  const id = await say(alice, alice.roomId)
  const author = { author_id: user_id, room_id: alice.roomId, text: 'x', sent_at: 1 }
  const rows = Array.from({ length: limits.savedMessages }, (_, index) => ({
    id: MessageId.parse(uuidv7()),
    seq: 1_000 + index,
  }))
  for (let start = 0; start < rows.length; start += 500) {
    const some = rows.slice(start, start + 500)
    await database.write
      .insertInto('messages')
      .values(some.map((row) => ({ ...author, ...row, changed_seq: row.seq, reply_count: 0 })))
      .execute()
    await database.write
      .insertInto('saved_messages')
      .values(some.map((row) => ({ user_id, message_id: row.id, saved_at: 1, seq: row.seq })))
      .execute()
  }
  expect(await save(alice, id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  await save(alice, rows[0]?.id ?? '', false)
  expect(await save(alice, id)).toMatchObject({ ok: true })
})
