import {
  acceptInvite,
  createInvite,
  createRoom,
  joinRoom,
  leaveRoom,
  setMemberRole,
  type UserId,
  updatePerson,
} from '@chat/protocol'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { joinAs } from '../../test/make-owner.ts'
import { startNodes } from '../../test/start-nodes.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import type { Database } from '../database/database.ts'
import { keepAnOwner, lockServerRoles } from './server-roles.ts'

const FORBIDDEN = { ok: false, error: { code: 'FORBIDDEN' } }
const idOf = (person: Person) => person.credentials.userId

async function ownersOf({ read }: Database): Promise<UserId[]> {
  const rows = await read.selectFrom('users').select('id').where('server_role', '=', 'owner').execute()
  return rows.map(({ id }) => id)
}

async function makeOwner({ write }: Database, userId: UserId): Promise<void> {
  await write.updateTable('users').set({ server_role: 'owner' }).where('id', '=', userId).execute()
}

/** Resolves when so many wait for what others have locked. In a file nobody can tell; there they come one by one anyway. */
async function untilWaiting({ read, dialect }: Database, count: number): Promise<void> {
  if (dialect === 'sqlite') return
  const waiting = sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await waiting.execute(read)).rows.length, { timeout: 4_000 }).toBe(count)
}

test.for([2, 3])(
  'of %i owners who take the role from each other at once on several nodes one stays (S48)',
  async (count) => {
    const [one, two] = await startNodes()
    const { database } = one
    const ring = await Promise.all(Array.from({ length: count }, (_, at) => joinAs(at % 2 ? two : one, 'owner')))
    // Until all of them have begun, nobody gets any further than to look.
    const { answering } = await database.write.transaction().execute(async (db) => {
      await db.updateTable('users').set({ status_text: null }).execute()
      const answering = ring.map((person, at) =>
        person.ask(updatePerson, { userId: idOf(ring[(at + 1) % count] ?? person), serverRole: 'member' }),
      )
      await untilWaiting(database, count)
      return { answering }
    })
    const answers = await Promise.all(answering)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(count - 1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject(FORBIDDEN)
    expect(await ownersOf(database)).toHaveLength(1)
  },
)

test('of two owners who delete their accounts at the same moment, the last one is refused', async () => {
  const [one, two] = await startNodes()
  const owners = [await joinAs(one, 'owner'), await joinAs(two, 'owner')] as const
  const deleteSelf = (url: string, { credentials: { cookie } }: Person) =>
    fetch(`${url}/api/auth/delete-account`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: '{}',
    })
  const answers = await Promise.all([deleteSelf(one.url, owners[0]), deleteSelf(two.url, owners[1])])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await ownersOf(one.database)).toHaveLength(1)
})

test('owners who are looked at by many at once keep nobody waiting in a circle', async () => {
  const database = await openTestDatabase()
  const names = Array.from({ length: 6 }, (_, at) => `Owner ${at}`)
  const owners = await Promise.all(names.map((name) => addPerson(database, name)))
  for (const userId of [...owners, await addPerson(database, 'Owner all the time')]) await makeOwner(database, userId)
  async function stepDownAndBack(userId: UserId): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      await database.write.transaction().execute(async (db) => {
        await lockServerRoles(db)
        await keepAnOwner(db, userId)
        await db.updateTable('users').set({ server_role: 'admin' }).where('id', '=', userId).execute()
      })
      await makeOwner(database, userId)
    }
  }
  await Promise.all([...owners, ...owners].map(stepDownAndBack))
  expect(await ownersOf(database)).toHaveLength(7)
})

test('a room that its owners leave at the same moment on several nodes keeps one (S28)', async () => {
  const [one, two] = await startNodes()
  const [ann, bob, cleo] = [await joinGeneral(one.url), await joinGeneral(two.url), await joinGeneral(one.url)]
  for (const way of ['leave', 'step down', 'one of each']) {
    const { room } = await ann.get(createRoom, { kind: 'public', name: way })
    const roomId = room.id
    for (const person of [bob, cleo]) await person.get(joinRoom, { roomId })
    await ann.get(setMemberRole, { roomId, userId: idOf(bob), role: 'owner' })
    const leave = (person: Person) => person.ask(leaveRoom, { roomId })
    const stepDown = (person: Person) => person.ask(setMemberRole, { roomId, userId: idOf(person), role: 'member' })
    const answers = await Promise.all([
      way === 'step down' ? stepDown(ann) : leave(ann),
      way === 'leave' ? leave(bob) : stepDown(bob),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject(FORBIDDEN)
  }
})

test('the last use of a link lets one of two in who come at the same moment on several nodes (S35)', async () => {
  const [one, two] = await startNodes()
  const ann = await joinGeneral(one.url)
  const { room } = await ann.get(createRoom, { kind: 'private', name: 'Kitchen' })
  for (let round = 0; round < 3; round += 1) {
    const { token } = await ann.get(createInvite, { roomId: room.id, maxUses: 1 })
    const guests = [await joinGeneral(one.url), await joinGeneral(two.url)]
    const answers = await Promise.all(guests.map((guest) => guest.ask(acceptInvite, { token })))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
})
