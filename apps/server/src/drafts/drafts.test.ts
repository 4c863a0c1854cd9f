import { createRoom, getPersonChanges, limits, sendMessage, setDraft, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const draftsOf = async (person: Person) => (await person.get(getPersonChanges, { after: 0 })).drafts
const write = (person: Person, roomId: string, text: string, version: number) =>
  person.ask(setDraft, { roomId, text, version })

test('what somebody has begun to write is there on all their devices, and nobody elses (S63)', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { roomId } = laptop
  const { version } = await laptop.get(setDraft, { roomId, text: 'half a sent', version: 0 })
  const draft = { roomId, text: 'half a sent', version }
  await phone.hasReceived({ name: 'person:changed', payload: { from: 0, to: 1, head: 1, drafts: [draft] } })
  expect(await draftsOf(bob)).toBeUndefined()
  await stop()

  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect((await back.get(syncSession, { cursors: {}, personCursor: 0 })).person?.drafts).toEqual([draft])
  await back.get(setDraft, { roomId, text: '', version })
  expect(await draftsOf(back)).toBeUndefined()
  expect((await back.get(getPersonChanges, { after: version })).gone).toEqual([{ kind: 'drafts', subject: roomId }])
})

test('of two devices that write at once none takes away what the other has written (S63)', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const { roomId } = laptop
  const first = await laptop.get(setDraft, { roomId, text: 'from the laptop', version: 0 })
  expect(await write(phone, roomId, 'from the phone', 0)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
  expect(await write(phone, roomId, '', 0)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
  expect(await draftsOf(phone)).toMatchObject([{ text: 'from the laptop' }])
  const second = await phone.get(setDraft, { roomId, text: 'from both', version: first.version })
  expect(second.version).toBeGreaterThan(first.version)
  expect(await write(laptop, roomId, 'late', first.version)).toMatchObject({ error: { code: 'CONFLICT' } })
  // The retry of what was done already.
  expect(await write(phone, roomId, 'from both', first.version)).toEqual({ ok: true, data: second })
  expect(await draftsOf(laptop)).toMatchObject([{ text: 'from both' }])
})

test('a draft says what it answers, which is in the timeline of its room (S60, S63)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { roomId } = alice
  const [id, inThread, elsewhere] = [uuidv7(), uuidv7(), uuidv7()]
  const { seq } = await bob.get(sendMessage, { id, roomId, text: 'Who is in?' })
  await bob.get(sendMessage, { id: inThread, roomId, text: 'Me', threadRoot: id })
  const { room } = await bob.get(createRoom, { kind: 'private', name: 'Secret' })
  await bob.get(sendMessage, { id: elsewhere, roomId: room.id, text: 'secret' })
  for (const replyTo of [uuidv7(), inThread, elsewhere]) {
    const answer = await alice.ask(setDraft, { roomId, text: 'I am', replyTo, version: 0 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
  expect(await draftsOf(alice)).toBeUndefined()
  const first = await alice.get(setDraft, { roomId, text: 'I am', replyTo: id, version: 0 })
  const answered = { id, seq, authorId: bob.credentials.userId }
  expect(await draftsOf(alice)).toEqual([{ roomId, text: 'I am', answered, ...first }])
  expect(await alice.get(setDraft, { roomId, text: 'I am', replyTo: id, version: 0 })).toEqual(first)
  // Only another answer, and the same text.
  const second = await alice.get(setDraft, { roomId, text: 'I am', ...first })
  expect(second.version).toBeGreaterThan(first.version)
  expect(await draftsOf(alice)).toEqual([{ roomId, text: 'I am', ...second }])
})

test('one writes where one is, and no more than a message takes', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  expect(await write(bob, room.id, 'knock', 0)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await write(bob, room.id, '', 0)).toMatchObject({ ok: true })
  const long = 'x'.repeat(limits.messageText.max)
  expect(await write(bob, bob.roomId, `${long}x`, 0)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  expect(await write(bob, bob.roomId, long, 0)).toMatchObject({ ok: true })
})
