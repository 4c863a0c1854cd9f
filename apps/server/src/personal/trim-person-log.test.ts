import {
  getPersonChanges,
  MessageId,
  type PersonChanges,
  personChanged,
  saveMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const KEPT = 500

/** Somebody who has saved ten messages, and has saved and let go of this many others since. */
async function createTidyPerson(lettingGo: number) {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { userId } = alice.credentials
  const ids = Array.from({ length: 10 + lettingGo }, () => MessageId.parse(uuidv7()))
  const message = { room_id: alice.roomId, author_id: userId, text: 'x', sent_at: 1, changed_seq: 0, reply_count: 0 }
  for (let start = 0; start < ids.length; start += 200) {
    const some = ids.slice(start, start + 200).map((id, index) => ({ ...message, id, seq: 1_000 + start + index }))
    await database.write.insertInto('messages').values(some).execute()
  }
  const save = (some: readonly MessageId[], on: boolean) =>
    database.commitPersonChanges(some.map((messageId) => ({ kind: 'saved', userId, messageId, on })))
  await save(ids, true)
  await save(ids.slice(10), false)
  const entries = database.read.selectFrom('person_log').selectAll().where('user_id', '=', userId)
  const idsIn = ({ saved = [] }: PersonChanges) => saved.map(({ messageId }) => messageId)
  return { url, alice, kept: ids.slice(0, 10), gone: ids.slice(10), save, entries, idsIn }
}

test('of what is gone the log tells the last, and is no larger than that and what there is (S62)', async () => {
  const { alice, kept, gone, entries } = await createTidyPerson(KEPT + 20)
  const head = 10 + gone.length * 2
  expect(await entries.execute()).toHaveLength(kept.length + KEPT)
  const recent = await alice.get(getPersonChanges, { after: head - KEPT, limit: 500 })
  expect(recent).toMatchObject({ from: head - KEPT, to: head })
  expect(recent.gone?.map(({ subject }) => subject)).toEqual(gone.slice(-KEPT))
})

test('what is back is not forgotten with what is gone', async () => {
  const { alice, kept, gone, entries, save, idsIn } = await createTidyPerson(KEPT + 20)
  const [others, back] = [gone.slice(0, -1), gone.slice(-1)]
  await save(back, true)
  await save(others, true)
  await save(others, false)
  expect(idsIn(await alice.get(getPersonChanges, { after: 0 }))).toEqual([...kept, ...back])
  expect(await entries.execute()).toHaveLength(kept.length + 1 + KEPT)
})

test('whoever is further behind gets everything anew, in pieces that follow on (S62)', async () => {
  const { alice, url, kept, gone, idsIn } = await createTidyPerson(KEPT + 20)
  const head = 10 + gone.length * 2
  const phone = await joinGeneral(url, { credentials: alice.credentials })
  const { person } = await phone.get(syncSession, { cursors: {}, personCursor: head - KEPT - 1 })
  expect(person).toMatchObject({ from: 0, head, saved: kept.map((messageId) => ({ messageId })) })
  expect(person?.gone?.length ?? 0).toBe(0)

  const first = await phone.get(getPersonChanges, { after: head - KEPT - 1, limit: 4 })
  const pieces = [first]
  for (let piece = first; piece.more; ) {
    piece = await phone.get(getPersonChanges, { after: piece.to, limit: 4, snapshotAt: first.head })
    pieces.push(piece)
  }
  expect(pieces.map(({ from }) => from)).toEqual([0, ...pieces.slice(0, -1).map(({ to }) => to)])
  expect(pieces.at(-1)?.to).toBe(head)
  expect(pieces.flatMap(idsIn)).toEqual(kept)
  // Of whoever does not say so nobody knows what they have.
  expect(await phone.get(getPersonChanges, { after: first.to, limit: 4 })).toMatchObject({ from: 0 })
})

test('whoever is there hears of everything that goes, however much it is (S62)', async () => {
  const { alice, kept, gone, save } = await createTidyPerson(2)
  await alice.get(syncSession, { cursors: {}, personCursor: 0 })
  for (let times = 0; times < 30; times += 1) {
    await save([...kept, ...gone], true)
    await save([...kept, ...gone], false)
  }
  // Whose frames tell of what another node has written, too.
  await alice.get(saveMessage, { messageId: gone[0] ?? '', on: true })
  const frames = () =>
    alice.received.flatMap(({ name, payload }) =>
      name === personChanged.name ? [personChanged.payload.parse(payload)] : [],
    )
  // Those that are kept were saved already, the first time.
  const head = 10 + gone.length * 2 + 30 * 2 * (kept.length + gone.length) - kept.length + 1
  await expect.poll(() => frames().at(-1)?.to).toBe(head)
  const told = frames()
  expect(told.slice(1).map(({ from }) => from)).toEqual(told.slice(0, -1).map(({ to }) => to))
  const lost = new Set(told.flatMap(({ gone: some = [] }) => some.map(({ subject }) => subject)))
  for (const id of kept) expect(lost).toContain(id)
})
