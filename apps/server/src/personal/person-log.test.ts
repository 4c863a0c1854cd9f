import {
  getPersonChanges,
  limits,
  MessageId,
  type PersonChanges,
  personChanged,
  saveMessage,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

type Joined = Awaited<ReturnType<typeof joinGeneral>>

const say = async (person: Joined): Promise<string> => {
  const id = uuidv7()
  await person.get(sendMessage, { id, roomId: person.roomId, text: 'hello' })
  return id
}
const save = (person: Person, messageId: string, on = true) => person.get(saveMessage, { messageId, on })
const framesOf = ({ received }: Person): PersonChanges[] =>
  received.flatMap(({ name, payload }) => (name === personChanged.name ? [personChanged.payload.parse(payload)] : []))
const sync = (person: Person, personCursor: number) => person.get(syncSession, { cursors: {}, personCursor })

test('what somebody changes of their own reaches all their devices in order, and nobody else (S62)', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const ids = [await say(laptop), await say(bob), await say(laptop)]
  for (const id of ids) await save(laptop, id)
  await save(phone, ids[1] ?? '', false)
  await save(phone, ids[1] ?? '', false)
  for (const device of [laptop, phone]) {
    await expect.poll(() => framesOf(device).at(-1)?.to).toBe(4)
    const frames = framesOf(device)
    expect(frames.map(({ from }) => from)).toEqual([0, ...frames.slice(0, -1).map(({ to }) => to)])
    expect(frames.flatMap(({ saved = [] }) => saved.map(({ messageId }) => messageId))).toEqual(
      expect.arrayContaining([ids[0], ids[2]]),
    )
    expect(frames.at(-1)?.gone).toEqual([{ kind: 'saved', subject: ids[1] }])
  }
  expect(framesOf(bob)).toEqual([])
  expect(await bob.get(getPersonChanges, { after: 0 })).toEqual({ from: 0, to: 0, head: 0 })
})

test('who was away gets what changed meanwhile as it is now, and a first visit what there is (S62)', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const ids = [await say(laptop), await say(laptop), await say(laptop)]
  for (const id of ids) await save(laptop, id)
  await save(laptop, ids[0] ?? '', false)
  await save(laptop, ids[2] ?? '', false)
  await save(laptop, ids[2] ?? '')
  await stop()
  const again = await startServer({ storage })
  const phone = await joinGeneral(again.url, { credentials: laptop.credentials })
  const saved = (id: string | undefined) => expect.objectContaining({ messageId: id, roomId: laptop.roomId })
  expect((await sync(phone, 0)).person).toEqual({ from: 0, to: 6, head: 6, saved: [saved(ids[1]), saved(ids[2])] })
  expect((await sync(phone, 3)).person).toEqual({
    from: 3,
    to: 6,
    head: 6,
    saved: [saved(ids[2])],
    gone: [{ kind: 'saved', subject: ids[0] }],
  })
  expect((await sync(phone, 6)).person).toEqual({ from: 6, to: 6, head: 6 })
  // The server was restored from a backup: what the device knows is of a log that is no more.
  expect((await sync(phone, 7)).person).toEqual({ from: 0, to: 6, head: 6, saved: [saved(ids[1]), saved(ids[2])] })
  expect((await phone.get(syncSession, { cursors: {} })).person).toBeUndefined()
})

test('what does not fit is asked for in pieces that follow on (S62)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const ids = await Promise.all(Array.from({ length: 7 }, () => say(alice)))
  for (const id of ids) await save(alice, id)
  const pieces: PersonChanges[] = []
  do pieces.push(await alice.get(getPersonChanges, { after: pieces.at(-1)?.to ?? 0, limit: 3 }))
  while (pieces.at(-1)?.more)
  expect(pieces.map(({ from, to }) => [from, to])).toEqual([
    [0, 3],
    [3, 6],
    [6, 7],
  ])
  expect(pieces.flatMap(({ saved = [] }) => saved.map(({ messageId }) => messageId))).toEqual(ids)
})

test('many changes at once take the next numbers, each its own', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const ids = await Promise.all(Array.from({ length: 30 }, () => say(alice)))
  await Promise.all(ids.flatMap((id) => [save(alice, id), save(alice, id)]))
  const log = await database.read.selectFrom('person_log').selectAll().orderBy('seq').execute()
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  await Promise.all(ids.flatMap((id) => [save(alice, id, false), save(alice, id), save(alice, id, false)]))
  const { head } = await alice.get(getPersonChanges, { after: 0 })
  const later = await database.read.selectFrom('person_log').select('seq').orderBy('seq').execute()
  // The log is no larger than what it is about.
  expect(later).toHaveLength(30)
  expect(later.at(-1)?.seq).toBe(head)
})

test('whoever has seen something come hears that it is gone, however much else the frame covers (S62)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { userId } = alice.credentials
  const messageId = MessageId.parse(await say(alice))
  await sync(alice, 0)
  await database.commitPersonChanges([{ kind: 'saved', userId, messageId, on: true }])
  expect(await alice.get(getPersonChanges, { after: 0 })).toMatchObject({ to: 1, saved: [{ messageId }] })
  await database.commitPersonChanges([{ kind: 'saved', userId, messageId, on: false }])
  // A node that was told of neither.
  await expect.poll(() => framesOf(alice).at(-1)?.to, { timeout: 10_000 }).toBe(2)
  expect(framesOf(alice).at(-1)?.gone).toEqual([{ kind: 'saved', subject: messageId }])
})

test('what another node has written is found within seconds (S62)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  await sync(alice, 0)
  const messageId = MessageId.parse(await say(alice))
  // Behind the back of this one.
  await database.commitPersonChanges([{ kind: 'saved', userId: alice.credentials.userId, messageId, on: true }])
  await expect
    .poll(() => framesOf(alice), { timeout: 10_000 })
    .toMatchObject([{ from: 0, to: 1, saved: [{ messageId }] }])
})

test('a sync takes no more of it than leaves room for the rest', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const ids = await Promise.all(Array.from({ length: limits.changesPage.default + 1 }, () => say(alice)))
  await Promise.all(ids.map((id) => alice.ask(saveMessage, { messageId: id, on: true })))
  const { person } = await sync(alice, 0)
  expect(Buffer.byteLength(JSON.stringify(person))).toBeLessThan(20_000)
  expect(person).toMatchObject({ from: 0, more: true })
})
