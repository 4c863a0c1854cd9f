import { limits, MessageId, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { addLargeRoom, LARGE } from '../../test/large-room.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { createTestStorage } from '../../test/test-database.ts'
import { watchDatabase } from '../../test/watched-database.ts'
import { openDatabase } from '../database/open-database.ts'
import { commitChanges } from '../log/commit-changes.ts'
import { readChanges } from '../log/read-changes.ts'
import { findFirstSince } from '../messages/find-first-since.ts'
import { readPage } from '../messages/messages-store.ts'
import { findVisibleUsers } from '../people/people-store.ts'
import { findPinned } from '../pins/pins-store.ts'
import { findReaders } from '../reads/receipts-store.ts'
import { writeReadMarks } from '../reads/write-read-marks.ts'
import { findReadMark, listMembersAfter, roomIdsOf } from './members-store.ts'
import { findPublicRooms } from './public-rooms.ts'
import { findSummaries, findSummary, readableRoom } from './rooms-store.ts'

test('in a room of ten thousand members and a hundred thousand messages nothing reads a table from end to end', async () => {
  const storage = await createTestStorage()
  const database = await openDatabase({ ...storage, logger: silentLogger })
  onTestFinished(() => database.close())
  const reader = await addPerson(database, 'Reader')
  const newcomer = await addPerson(database, 'Newcomer')
  const roomId = await addLargeRoom(database, reader)
  if (database.dialect === 'postgres') await sql`analyze`.execute(database.write)
  const { db, each, plans } = watchDatabase(storage)
  const head = LARGE.members + LARGE.messages + 1

  const requests: Record<string, () => Promise<unknown>> = {
    async open() {
      expect(await roomIdsOf(db, reader)).toEqual([roomId])
      expect(await findSummary(db, reader, roomId)).toMatchObject({ id: roomId, unread: limits.unread })
      const everybody = [reader, ...Array.from({ length: 499 }, (_, index) => UserId.parse(`p${index + 1}`))]
      expect((await findSummaries(db, everybody)).size).toBe(500)
      const room = await readableRoom(db, reader, roomId)
      expect((await readPage(db, { ...room, reader }, {}, 50)).messages).toHaveLength(50)
      expect((await readPage(db, { ...room, reader }, { around: 50_000 }, 50)).messages).toHaveLength(50)
      expect((await readChanges(db, room, 5_000, 200)).members?.length).toBeGreaterThan(50)
      expect((await readChanges(db, room, head - 200, 200)).messages.length).toBeGreaterThan(100)
    },
    async 'jump to a date'() {
      const room = await readableRoom(db, reader, roomId)
      expect(await findFirstSince(db, room, 0)).toBe(LARGE.members + 1)
      expect(await findFirstSince(db, room, Number.MAX_SAFE_INTEGER)).toBeUndefined()
    },
    async 'list the members'() {
      expect(await listMembersAfter(db, { roomId, after: 5_000, limit: 101 })).toHaveLength(101)
    },
    async 'search the members'() {
      const search = (query: string, after = 0) => listMembersAfter(db, { roomId, after, query, limit: 101 })
      expect(await search('per', 5_000)).toHaveLength(101)
      expect((await search('9999')).map((row) => row.user_id)).toEqual(['p9999'])
      expect(await search('erson')).toEqual([])
    },
    async 'look people up'() {
      const ids = ['p1', 'p5000', 'p9999'].map((id) => UserId.parse(id))
      expect(await findVisibleUsers(db, reader, ids)).toHaveLength(3)
    },
    async browse() {
      expect((await findPublicRooms(db, newcomer, {})).rooms).toMatchObject([{ memberCount: LARGE.members + 1 }])
    },
    async join() {
      const change = {
        kind: 'member.joined',
        way: 'open',
        roomId,
        actorId: newcomer,
        userId: newcomer,
        role: 'member',
      } as const
      expect(await commitChanges({ db, each }, [change], 2)).toMatchObject([{ status: 'applied', seq: head + 1 }])
    },
    async post() {
      const change = { kind: 'message.posted', roomId, actorId: reader, text: 'hello' } as const
      const messageId = MessageId.parse(uuidv7())
      expect(await commitChanges({ db, each }, [{ ...change, messageId }], 2)).toMatchObject([{ status: 'applied' }])
    },
    async 'pin and list the pins'() {
      const room = await readableRoom(db, reader, roomId)
      const [message] = (await readPage(db, { ...room, reader }, { around: 50_000 }, 1)).messages
      if (message === undefined) throw new Error('There is no message')
      const messageId = message.id
      const change = { kind: 'message.pinned', roomId, actorId: reader, messageId, on: true } as const
      expect(await commitChanges({ db, each }, [change], 2)).toMatchObject([{ status: 'applied' }])
      const pinned = await findPinned(db, { roomId, before: Number.MAX_SAFE_INTEGER, limit: limits.pinsPage + 1 })
      expect(pinned.map(({ id }) => id)).toEqual([messageId])
    },
    async 'mark read'() {
      expect(await findReadMark(db, { roomId, userId: reader })).toMatchObject({ seq: 0 })
      expect(
        await writeReadMarks({ db, each }, [{ roomId, userId: reader, seq: head, epoch: undefined, shownSeq: head }]),
      ).toMatchObject([{ seq: head }])
    },
    async 'see who has read'() {
      const seq = LARGE.members + 1
      expect(await findReaders(db, { roomId, seq, after: undefined, isShown: () => true, limit: 101 })).toEqual([
        reader,
      ])
    },
    async leave() {
      const change = { kind: 'member.left', roomId, actorId: newcomer, userId: newcomer } as const
      expect(await commitChanges({ db, each }, [change], 2)).toMatchObject([{ status: 'applied' }])
    },
  }
  for (const [name, request] of Object.entries(requests)) {
    await request()
    const carriedOut = await plans()
    expect(carriedOut.length, name).toBeGreaterThan(0)
    expect(
      carriedOut.filter(({ scanned }) => scanned.length > 0),
      name,
    ).toEqual([])
  }
})
