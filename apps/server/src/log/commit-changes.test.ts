import { MessageId, RoomId, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import type { Database } from '../database/database.ts'
import { findMessages } from '../messages/messages-store.ts'
import type { PostMessage } from '../messages/post-message.ts'
import { seedRooms } from '../rooms/default-rooms.ts'
import type { Change } from './change.ts'

const join = (roomId: RoomId, userId: UserId): Change => ({
  kind: 'member.joined',
  roomId,
  actorId: userId,
  userId,
  role: 'member',
})

const post = (roomId: RoomId, actorId: UserId, text: string, messageId = uuidv7()): PostMessage => ({
  kind: 'message.posted',
  roomId,
  actorId,
  messageId: MessageId.parse(messageId),
  text,
})

async function setUp() {
  const database = await openTestDatabase()
  const roomId = await seedRooms(database, Date.now())
  const [alice, bob] = [await addPerson(database, 'Alice'), await addPerson(database, 'Bob')]
  return { database, roomId, alice, bob }
}

function readLog({ read }: Database, roomId: RoomId) {
  return read
    .selectFrom('room_log')
    .select(['seq', 'kind', 'subject_id'])
    .where('room_id', '=', roomId)
    .orderBy('seq')
    .execute()
}

describe('a group of changes', () => {
  test('keeps of each message what it is, of plain ones and of those that answer or mention', async () => {
    const { database, roomId, alice, bob } = await setUp()
    await database.commit([join(roomId, alice), join(roomId, bob)])
    const newId = () => MessageId.parse(uuidv7())
    const [first, reply, mention, last] = [newId(), newId(), newId(), newId()]
    const outcomes = await database.commit([
      post(roomId, alice, 'one', first),
      { ...post(roomId, bob, 'two', reply), replyTo: first },
      post(roomId, alice, 'three, @Bob', mention),
      post(roomId, bob, 'four', last),
    ])
    const at = expect.any(Number)
    const messages = [
      { id: first, roomId, seq: 3, authorId: alice, text: 'one', sentAt: at },
      { id: reply, roomId, seq: 4, authorId: bob, text: 'two', sentAt: at, replyTo: first, replyToAuthorId: alice },
      {
        ...{ id: mention, roomId, seq: 5, authorId: alice, text: 'three, @Bob', sentAt: at },
        mentions: [{ userId: bob, name: 'Bob' }],
      },
      { id: last, roomId, seq: 6, authorId: bob, text: 'four', sentAt: at },
    ]
    expect(outcomes.map((outcome) => outcome.status === 'applied' && outcome.state.message)).toEqual(messages)
    expect(await findMessages(database.read, [last, mention, reply, first], () => 6)).toEqual(messages)
  })

  test('takes the next numbers of the room, in order, whatever kinds are mixed', async () => {
    const { database, roomId, alice, bob } = await setUp()
    const outcomes = await database.commit([
      join(roomId, alice),
      post(roomId, alice, 'one'),
      join(roomId, bob),
      post(roomId, bob, 'two'),
      post(roomId, alice, 'three'),
    ])
    expect(outcomes.map((outcome) => outcome.status === 'applied' && outcome.seq)).toEqual([1, 2, 3, 4, 5])
    const log = await readLog(database, roomId)
    expect(log.map((entry) => [entry.seq, entry.kind])).toEqual([
      [1, 'member.joined'],
      [2, 'message.posted'],
      [3, 'member.joined'],
      [4, 'message.posted'],
      [5, 'message.posted'],
    ])
    const room = await database.read.selectFrom('rooms').select(['head', 'member_count']).executeTakeFirstOrThrow()
    expect(room).toEqual({ head: 5, member_count: 2 })
  })

  test('leaves no hole where one of them is refused', async () => {
    const { database, roomId, alice, bob } = await setUp()
    const outcomes = await database.commit([
      join(roomId, alice),
      post(roomId, alice, 'one'),
      post(roomId, bob, 'not a member'),
      post(RoomId.parse(uuidv7()), alice, 'no such room'),
      post(roomId, alice, 'two'),
    ])
    expect(outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.seq))).toEqual([
      1,
      2,
      'NOT_FOUND',
      'NOT_FOUND',
      3,
    ])
    expect((await readLog(database, roomId)).map((entry) => entry.seq)).toEqual([1, 2, 3])
  })

  test('has a message once, however often and wherever in the group it is sent', async () => {
    const { database, roomId, alice } = await setUp()
    const id = uuidv7()
    await database.commit([join(roomId, alice)])
    const first = await database.commit([post(roomId, alice, 'hello', id), post(roomId, alice, 'hello', id)])
    const later = await database.commit([post(roomId, alice, 'other'), post(roomId, alice, 'hello', id)])
    expect(first.map((outcome) => outcome.status)).toEqual(['applied', 'unchanged'])
    expect(later.map((outcome) => outcome.status)).toEqual(['applied', 'unchanged'])
    expect([...first, later[1]].map((outcome) => outcome?.status !== 'refused' && outcome?.seq)).toEqual([2, 2, 2])
    expect(await readLog(database, roomId)).toHaveLength(3)
  })

  test('refuses a message id that names something else', async () => {
    const { database, roomId, alice, bob } = await setUp()
    const id = uuidv7()
    await database.commit([join(roomId, alice), join(roomId, bob), post(roomId, alice, 'mine', id)])
    const outcomes = await database.commit([post(roomId, alice, 'changed', id), post(roomId, bob, 'mine', id)])
    expect(outcomes.map((outcome) => outcome.status === 'refused' && outcome.code)).toEqual(['CONFLICT', 'CONFLICT'])
  })

  test('joins somebody once', async () => {
    const { database, roomId, alice } = await setUp()
    const outcomes = await database.commit([join(roomId, alice), join(roomId, alice)])
    expect(outcomes).toMatchObject([
      { status: 'applied', seq: 1, state: { user: { name: 'Alice' }, member: { joinedSeq: 1, role: 'member' } } },
      { status: 'unchanged', seq: 1 },
    ])
  })

  test('never makes a later message look earlier, even when the clock is set back', async () => {
    const { database, roomId, alice } = await setUp()
    const future = Date.now() + 3_600_000
    await database.write.updateTable('rooms').set({ head_at: future }).execute()
    const [, posted] = await database.commit([join(roomId, alice), post(roomId, alice, 'hello')])
    expect(posted).toMatchObject({ status: 'applied', at: future })
  })

  test('keeps its order when many groups are committed at once', async () => {
    const { database, roomId, alice } = await setUp()
    await database.commit([join(roomId, alice)])
    const groups = await Promise.all(
      Array.from({ length: 10 }, (_, group) =>
        database.commit(Array.from({ length: 20 }, (_, index) => post(roomId, alice, `${group}.${index}`))),
      ),
    )
    const seqs = groups.flat().map((outcome) => (outcome.status === 'applied' ? outcome.seq : 0))
    expect(seqs.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 200 }, (_, index) => index + 2))
    expect((await readLog(database, roomId)).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 201 }, (_, index) => index + 1),
    )
  })
})
