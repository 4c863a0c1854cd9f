import { deletePerson, getRoomHistory, MessageId, RoomId, syncSession, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { connectPerson, joinGeneral } from '../../test/connect-person.ts'
import { startServerProcess } from '../../test/faults/server-process.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { startServer } from '../../test/start-server.ts'
import { createTestStorage, openTestDatabase } from '../../test/test-database.ts'
import { watchDatabase } from '../../test/watched-database.ts'
import { erasePerson } from '../accounts/erase-person.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { Change } from '../log/change.ts'
import type { RoomLog } from '../log/room-log.ts'
import { updateProfile } from '../people/profiles-store.ts'
import { keepChosenStatus, touchPeople } from '../presence/presence-store.ts'
import { seedRooms } from '../rooms/default-rooms.ts'
import { roomIdsOf } from '../rooms/members-store.ts'
import { createDeletions } from './deletions.ts'
import { endDeletion, findDeletion, noteDeletion } from './deletions-store.ts'

type Committing = Pick<Database, 'commit'>
type Reading = Pick<Database, 'read'>

async function post({ commit }: Committing, roomId: RoomId, actorId: UserId, count: number): Promise<void> {
  const changes = Array.from({ length: count }, (_, index) => {
    const messageId = MessageId.parse(uuidv7())
    return { kind: 'message.posted', roomId, actorId, messageId, text: `message ${index}` } as const
  })
  for (const outcome of await commit(changes)) expect(outcome.status).toBe('applied')
}

async function makeRoom(database: Database, ...members: UserId[]): Promise<RoomId> {
  const roomId = RoomId.parse(uuidv7())
  const empty = { head: 0, head_at: 0, member_count: 0, read_only: 0, archived: 0, pin_count: 0, changed_seq: 0 }
  const described = { kind: 'private', name: 'Room', slug: null, topic: null, created_by: null } as const
  await database.write
    .insertInto('rooms')
    .values({ id: roomId, ...described, ...empty, created_at: 1 })
    .execute()
  for (const userId of members) {
    await database.commit([{ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }])
  }
  return roomId
}

const left = async ({ read }: Reading, userId: UserId) =>
  (
    await read
      .selectFrom('messages')
      .select('id')
      .where('author_id', '=', userId)
      .where('deleted_at', 'is', null)
      .execute()
  ).length
const jobs = ({ read }: Reading) => read.selectFrom('deletions').selectAll().execute()
const erase = ({ write }: Database, userId: UserId) =>
  write.transaction().execute((db) => erasePerson(db, userId, 'delete'))

test('all that they wrote becomes tombstones, in every room, also where they had left, and nothing of others (S49, S50)', async () => {
  const server = await startServer()
  const { database } = server
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  const ann = owner.credentials.userId
  const [here, there] = [await makeRoom(database, ann, userId), await makeRoom(database, ann, userId)]
  await post(database, here, ann, 3)
  await post(database, here, userId, 260)
  await post(database, here, ann, 3)
  await post(database, there, userId, 120)
  await database.commit([{ kind: 'member.left', roomId: there, actorId: userId, userId }])
  await post(database, owner.roomId, userId, 4)
  const tab = await joinGeneral(server.url, { credentials: owner.credentials })
  const of = async (roomId: RoomId) =>
    (await tab.get(syncSession, { cursors: {} })).rooms.find(({ id }) => id === roomId)
  expect(await of(here)).toMatchObject({ unread: 100 })
  expect(await of(owner.roomId)).toMatchObject({ unread: 4 })

  await tab.get(deletePerson, { userId, messages: 'delete' })
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await left(database, userId)).toBe(0)
  expect(await left(database, ann)).toBe(6)
  expect(await of(here)).toMatchObject({ unread: 0 })
  expect(await of(owner.roomId)).toMatchObject({ unread: 0, lastMessage: { text: '', deletedAt: expect.any(Number) } })
  const { messages } = await tab.get(getRoomHistory, { roomId: there, limit: 200 })
  expect(messages).toHaveLength(120)
  for (const message of messages) expect(message).toMatchObject({ text: '', deletedAt: expect.any(Number) })
  // Whoever looks on has it from the frames, without asking.
  const told = () => new Set(tab.framesOf(here).flatMap((frame) => frame.messages.map(({ id }) => id)))
  await expect.poll(() => told().size).toBe(260)
})

test('a server that stops, does so between two groups, and the next one goes on from there (S49)', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  await post(server.database, bob.roomId, userId, 400)
  await owner.get(deletePerson, { userId, messages: 'delete' })
  await expect.poll(() => left(server.database, userId)).toBeLessThan(400)
  const next = server.stop().then(() => startServer({ storage: server.storage }))
  const { database } = await next
  expect(await left(database, userId)).toBeGreaterThan(0)
  expect(await jobs(database)).toMatchObject([{ user_id: userId, room_id: bob.roomId }])
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await left(database, userId)).toBe(0)
})

test('a server that is killed before anything is done, or in the middle, does the rest when it is back (S49)', async () => {
  const storage = await createTestStorage()
  const server = await startServerProcess(storage)
  const [owner, bob] = [await joinGeneral(server.url), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  const { db } = watchDatabase(storage)
  const database = { read: db }
  await db.updateTable('users').set({ server_role: 'owner' }).where('id', '=', owner.credentials.userId).execute()
  await Promise.all(
    Array.from({ length: 300 }, () =>
      bob.socket.emitWithAck('message:send', { id: uuidv7(), roomId: bob.roomId, text: 'hello' }),
    ),
  )
  expect(await left(database, userId)).toBe(300)
  await owner.get(deletePerson, { userId, messages: 'delete' })
  await expect.poll(() => left(database, userId)).toBeLessThan(300)
  await server.kill()
  expect(await left(database, userId)).toBeGreaterThan(0)
  expect(await jobs(database)).toHaveLength(1)
  await server.start()
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await left(database, userId)).toBe(0)
  expect(server.complaints).toEqual([])
})

test('who was erased and not yet taken out of their rooms when the server died, is taken out by the next start', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinGeneral(server.url), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  await post(server.database, bob.roomId, userId, 2)
  await erase(server.database, userId)
  await server.stop()
  const last = await startServer({ storage: server.storage })
  await expect.poll(() => jobs(last.database)).toEqual([])
  expect(await left(last.database, userId)).toBe(0)
  const tab = await connectPerson(last.url, { credentials: owner.credentials })
  expect((await tab.get(syncSession, { cursors: {} })).rooms[0]).toMatchObject({ memberCount: 1 })
})

test('what somebody was doing when they were deleted writes nothing about them any more (S49)', async () => {
  const database = await openTestDatabase()
  const { read, write } = database
  const userId = await addPerson(database, 'Bob')
  await erase(database, userId)
  const row = () => read.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow()
  const before = await row()
  expect(await updateProfile(write, userId, { name: 'Bob again' }, 1)).toBeUndefined()
  await keepChosenStatus(write, userId, 'dnd')
  await touchPeople(write, [userId], 1)
  expect(await row()).toEqual(before)
})

test('who asks for the messages too while somebody is being taken out of their rooms gets that, whoever asks again', async () => {
  const database = await openTestDatabase()
  const { write } = database
  const userId = await addPerson(database, 'Bob')
  await noteDeletion(write, userId, 'keep')
  const first = await findDeletion(write, userId)
  await noteDeletion(write, userId, 'delete')
  await noteDeletion(write, userId, 'keep')
  // What was begun before that does not take it for its own.
  if (first) await endDeletion(write, first)
  expect(await findDeletion(write, userId)).toEqual({ userId, withMessages: true, reached: undefined })
})

test('two nodes that do it at once delete each message once', async ({ skip }) => {
  const storage = await createTestStorage()
  if (!storage.databaseUrl) skip()
  const server = await startServer({ storage })
  const bob = await joinGeneral(server.url)
  const { userId } = bob.credentials
  await post(server.database, bob.roomId, userId, 350)
  await erase(server.database, userId)
  const [{ database }] = await Promise.all([startServer({ storage }), startServer({ storage })])
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await left(database, userId)).toBe(0)
  const log = await database.read.selectFrom('room_log').select(['seq', 'kind', 'subject_id']).orderBy('seq').execute()
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  const deleted = log.filter(({ kind }) => kind === 'message.deleted').map((entry) => entry.subject_id)
  expect(deleted).toHaveLength(350)
  expect(new Set(deleted).size).toBe(350)
})

/** A log that has too much to write for the first changes of a kind. */
function busyLog(database: Committing, kind: Change['kind'], times: number): RoomLog & { refusals: number } {
  return {
    refusals: 0,
    async append(change) {
      if (change.kind === kind && this.refusals < times) {
        this.refusals += 1
        throw new ChatError('OVERLOADED', 'Too much.', { retryAfterMs: 5 })
      }
      const [outcome] = await database.commit([change])
      if (!outcome || outcome.status === 'refused') throw new Error('It was refused')
      return outcome
    },
    idle: async () => {},
  }
}

/** Somebody who is erased, with what they wrote, and is still in their room. */
async function erasedPerson(database: Database): Promise<UserId> {
  const userId = await addPerson(database, 'Bob')
  const roomId = await seedRooms(database, 1)
  await database.commit([{ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }])
  await post(database, roomId, userId, 150)
  await erase(database, userId)
  return userId
}

const deletionsBy = (database: Database, log: RoomLog) =>
  createDeletions({
    database,
    log,
    endConnections: () => {},
    announceUser: async () => {},
    clock: systemClock,
    logger: silentLogger,
  })

test('waits where the server has too much to write, and then goes on', async () => {
  const database = await openTestDatabase()
  const userId = await erasedPerson(database)
  const log = busyLog(database, 'message.deleted', 130)
  const deletions = deletionsBy(database, log)
  await deletions.resume()
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await left(database, userId)).toBe(0)
  expect(log.refusals).toBe(130)
  await deletions.stop()
})

test('who is erased counts as deleted, also where the server has too much to write to take them out of their rooms (S6)', async () => {
  const database = await openTestDatabase()
  const userId = await erasedPerson(database)
  const log = busyLog(database, 'member.left', 1)
  const deletions = deletionsBy(database, log)
  await deletions.begin(userId)
  await expect.poll(() => jobs(database)).toEqual([])
  expect(await roomIdsOf(database.read, userId)).toEqual([])
  expect(log.refusals).toBe(1)
  await deletions.stop()
})

test('what somebody passes on at the last moment before it is deleted goes too (S49, S68)', async () => {
  const database = await openTestDatabase()
  const userId = await erasedPerson(database)
  const [roomId = await seedRooms(database, 1)] = await roomIdsOf(database.read, userId)
  const ann = await addPerson(database, 'Ann')
  await database.commit([{ kind: 'member.joined', roomId, actorId: ann, userId: ann, role: 'member' }])
  const log = busyLog(database, 'message.deleted', 0)
  let passedOn = false
  const deletions = deletionsBy(database, {
    ...log,
    async append(change) {
      if (change.kind === 'message.deleted' && !passedOn) {
        passedOn = true
        const forward = {
          messageId: MessageId.parse(uuidv7()),
          text: '',
          forwardOf: { messageId: change.messageId, roomId },
        }
        await database.commit([{ kind: 'message.posted', roomId, actorId: ann, ...forward }])
      }
      return log.append(change)
    },
  })
  await deletions.resume()
  await expect.poll(() => jobs(database)).toEqual([])
  const forwards = await database.read.selectFrom('messages').selectAll().where('forward_of', 'is not', null).execute()
  expect(forwards).toHaveLength(1)
  expect(JSON.stringify(forwards)).not.toContain('message ')
  await deletions.stop()
})
