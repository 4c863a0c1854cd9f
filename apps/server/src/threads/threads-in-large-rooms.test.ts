import { limits, MessageId, type RoomId } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { addLargeRoom, LARGE, numbers } from '../../test/large-room.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { createTestStorage } from '../../test/test-database.ts'
import { watchDatabase } from '../../test/watched-database.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { commitChanges } from '../log/commit-changes.ts'
import { findMessagesInFull, readPage } from '../messages/messages-store.ts'
import { findSummary } from '../rooms/rooms-store.ts'
import { findFollowed, findThreads } from './threads-store.ts'

const REPLIES = 20_000

/** Everything that was said last in the large room is in one thread. */
async function addThread({ write }: Database, roomId: RoomId): Promise<MessageId> {
  const rootId = MessageId.parse(uuidv7())
  const [rootSeq, first] = [LARGE.members + LARGE.messages + 2, LARGE.members + LARGE.messages + 2]
  await sql`
    insert into messages (id, room_id, seq, author_id, text, sent_at, reply_count, last_reply_seq, last_reply_at, repliers)
    values (${rootId}, ${roomId}, ${sql.lit(rootSeq)}, 'p1', 'Root', 1, ${sql.lit(REPLIES)},
      ${sql.lit(first + REPLIES)}, 2, '["p2"]')
  `.execute(write)
  await sql`
    insert into messages (id, room_id, seq, author_id, text, sent_at, thread_root)
    select 'r' || i, ${roomId}, ${sql.lit(first)} + i, 'p2', 'Reply ' || i, 2, ${rootId} from ${numbers(REPLIES)}
  `.execute(write)
  await write
    .updateTable('rooms')
    .set({ head: first + REPLIES })
    .where('id', '=', roomId)
    .execute()
  return rootId
}

test('the timeline walks over no thread, however much is said in it, and a thread over nothing else (S61)', async () => {
  const storage = await createTestStorage()
  const database = await openDatabase({ ...storage, logger: silentLogger })
  onTestFinished(() => database.close())
  const reader = await addPerson(database, 'Reader')
  const roomId = await addLargeRoom(database, reader)
  const rootId = await addThread(database, roomId)
  const head = LARGE.members + LARGE.messages + 2 + REPLIES
  const { db, each, plans } = watchDatabase(storage)
  await commitChanges(
    { db, each },
    [
      {
        kind: 'message.posted',
        roomId,
        actorId: reader,
        text: 'mine',
        messageId: MessageId.parse(uuidv7()),
        threadRoot: rootId,
      },
    ],
    3,
  )
  if (database.dialect === 'postgres') await sql`analyze`.execute(database.write)
  await plans()

  const room = { roomId, head, reader }
  const requests: Record<string, readonly [index: string, request: () => Promise<unknown>]> = {
    'the latest page': [
      'messages_in_timeline',
      async () => expect((await readPage(db, room, {}, 50)).messages.at(-1)).toMatchObject({ id: rootId }),
    ],
    'a page in the middle': [
      'messages_in_timeline',
      async () => expect((await readPage(db, room, { around: 50_000 }, 50)).messages).toHaveLength(50),
    ],
    'the room in the list': [
      'messages_in_timeline',
      async () => expect(await findSummary(db, reader, roomId)).toMatchObject({ lastMessage: { id: rootId } }),
    ],
    'a page of the thread': [
      'messages_in_threads',
      async () => expect((await readPage(db, { ...room, threadRoot: rootId }, {}, 50)).messages).toHaveLength(50),
    ],
    'what is unread in threads': [
      'messages_in_threads',
      async () => {
        await db.updateTable('thread_members').set({ read_seq: 0 }).execute()
        expect((await findFollowed(db, [reader])).get(reader)).toMatchObject([{ thread: { unread: limits.unread } }])
        expect(await findThreads(db, reader, [rootId])).toMatchObject([{ unread: limits.unread }])
      },
    ],
    'posting into the thread': [
      'messages',
      async () => {
        const change = { kind: 'message.posted', roomId, actorId: reader, text: 'more', threadRoot: rootId } as const
        await commitChanges({ db, each }, [{ ...change, messageId: MessageId.parse(uuidv7()) }], 4)
        expect(await findMessagesInFull(db, [rootId], () => Number.POSITIVE_INFINITY)).toMatchObject([
          { replyCount: REPLIES + 2 },
        ])
      },
    ],
  }
  for (const [name, [index, request]] of Object.entries(requests)) {
    await request()
    const carriedOut = await plans()
    expect(
      carriedOut.filter(({ scanned }) => scanned.length > 0),
      name,
    ).toEqual([])
    const walked = carriedOut.flatMap(({ indexes }) => indexes)
    expect(
      walked.filter((one) => one.includes(index)),
      name,
    ).not.toEqual([])
    if (index === 'messages_in_timeline') expect(walked, name).not.toContain('messages_by_room')
  }
})

test('a message in the timeline costs no statement more than before there were threads (S61)', async () => {
  const storage = await createTestStorage()
  const database = await openDatabase({ ...storage, logger: silentLogger })
  onTestFinished(() => database.close())
  const writer = await addPerson(database, 'Writer')
  const roomId = await addLargeRoom(database, writer)
  const { db, each, plans } = watchDatabase(storage)
  const statements: string[] = []
  const counting: typeof each = (statement, rows) => {
    if (rows.length > 0) statements.push(statement.sqlite.split(' ').slice(0, 3).join(' '))
    return each(statement, rows)
  }
  const change = { kind: 'message.posted', roomId, actorId: writer, text: 'hello' } as const
  await commitChanges({ db, each: counting }, [{ ...change, messageId: MessageId.parse(uuidv7()) }], 2)
  expect(statements).toEqual([
    'select * from', // the room
    'select * from', // whether the id is taken
    'select * from', // the membership
    'insert into messages',
    'insert into room_log',
    'update rooms set',
  ])
  expect(await plans()).toHaveLength(statements.length)
})
