import { listPeople, PROTOCOL_VERSION, sendMessage, syncSession, UserId, updatePerson } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { connectPerson, joinGeneral, type Person, refusedConnection } from '../../test/connect-person.ts'
import { joinAs, joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'
import { requirePower } from './require-power.ts'
import { hasOwner, keepAnOwner } from './server-roles.ts'

const disconnected = (socket: Person['socket']) =>
  new Promise<string>((resolve) => void socket.once('disconnect', resolve))

const FORBIDDEN = { ok: false, error: { code: 'FORBIDDEN' } }

describe('somebody who is suspended', () => {
  test('is told and sent away at once on all devices, and refused until they may come back (S47)', async () => {
    const server = await startServer()
    const owner = await joinAsOwner(server)
    const bob = await joinGeneral(server.url, { name: 'Bob' })
    const phone = await connectPerson(server.url, { credentials: bob.credentials })
    await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'still here' })
    const { userId, token, cookie } = bob.credentials
    const gone = Promise.all([bob, phone].map(({ socket }) => disconnected(socket)))

    const { person } = await owner.get(updatePerson, { userId, suspended: true })
    expect(person.suspendedAt).toBeGreaterThan(0)
    for (const reason of await gone) expect(reason).toBe('io server disconnect')
    for (const { received } of [bob, phone]) {
      expect(received.at(-1)).toMatchObject({ name: 'session:ended', payload: { code: 'FORBIDDEN' } })
    }

    const auth = { protocol: PROTOCOL_VERSION, token }
    expect(await refusedConnection(server.url, { auth })).toMatchObject({ code: 'FORBIDDEN' })
    for (const path of ['get-session', 'sign-in/anonymous', 'list-devices']) {
      const response = await fetch(`${server.url}/api/auth/${path}`, {
        method: path.startsWith('sign-in') ? 'POST' : 'GET',
        headers: { cookie },
      })
      expect(response.status, path).toBe(403)
      expect(await response.text(), path).toContain('"FORBIDDEN"')
    }
    const { rooms } = await owner.get(syncSession, { cursors: {} })
    expect(rooms[0]?.lastMessage?.text).toBe('still here')

    await owner.get(updatePerson, { userId, suspended: false })
    const back = await joinGeneral(server.url, { credentials: bob.credentials })
    await back.get(sendMessage, { id: uuidv7(), roomId: back.roomId, text: 'back' })
  })

  test('may still sign out', async () => {
    const server = await startServer()
    const owner = await joinAsOwner(server)
    const bob = await joinGeneral(server.url)
    await owner.get(updatePerson, { userId: bob.credentials.userId, suspended: true })
    const headers = { cookie: bob.credentials.cookie, 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(200)
  })
})

describe('who runs the server', () => {
  test('owners may change everybody, admins may suspend plain members, nobody changes themselves (S48)', async () => {
    const server = await startServer()
    const owner = await joinAsOwner(server)
    const other = await joinAs(server, 'owner')
    const [admin, second] = [await joinAs(server, 'admin'), await joinAs(server, 'admin')]
    const member = (await joinGeneral(server.url)).credentials.userId
    const idOf = (person: typeof owner) => person.credentials.userId

    for (const target of [idOf(owner), idOf(second), idOf(admin)]) {
      expect(await admin.ask(updatePerson, { userId: target, suspended: true })).toMatchObject(FORBIDDEN)
    }
    for (const serverRole of ['owner', 'admin'] as const) {
      expect(await admin.ask(updatePerson, { userId: member, serverRole })).toMatchObject(FORBIDDEN)
    }
    expect(await admin.ask(updatePerson, { userId: member, suspended: true })).toMatchObject({ ok: true })
    expect(await owner.ask(updatePerson, { userId: idOf(owner), serverRole: 'member' })).toMatchObject(FORBIDDEN)
    expect(await owner.ask(updatePerson, { userId: idOf(other), serverRole: 'admin' })).toMatchObject({ ok: true })
    expect(await other.ask(updatePerson, { userId: idOf(owner), serverRole: 'member' })).toMatchObject(FORBIDDEN)
    expect(await owner.ask(updatePerson, { userId: uuidv7(), suspended: true })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  test('an admin who is one no more is refused on the connection that is open', async () => {
    const server = await startServer()
    const owner = await joinAsOwner(server)
    const admin = await joinAs(server, 'admin')
    expect(await admin.ask(listPeople, {})).toMatchObject({ ok: true })
    await owner.get(updatePerson, { userId: admin.credentials.userId, serverRole: 'member' })
    expect(await admin.ask(listPeople, {})).toMatchObject(FORBIDDEN)
    const userId = owner.credentials.userId
    expect(await admin.ask(updatePerson, { userId, suspended: true })).toMatchObject(FORBIDDEN)
  })

  test('two owners who take the role from each other at the same moment leave one', async () => {
    const server = await startServer()
    const [one, two] = [await joinAs(server, 'owner'), await joinAs(server, 'owner')]
    const answers = await Promise.allSettled([
      one.ask(updatePerson, { userId: two.credentials.userId, serverRole: 'member' }),
      two.ask(updatePerson, { userId: one.credentials.userId, suspended: true }),
    ])
    // Whoever is suspended may be out before their refusal gets to them.
    expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok)).toHaveLength(1)
    const owners = await server.database.read
      .selectFrom('users')
      .select('id')
      .where('server_role', '=', 'owner')
      .where('suspended_at', 'is', null)
      .execute()
    expect(owners).toHaveLength(1)
  })

  test('an admin who is one no more by the time that it is looked at may do nothing to plain members', () => {
    const [actor, target] = [UserId.parse(uuidv7()), UserId.parse(uuidv7())].map((userId) => ({
      userId,
      serverRole: 'member' as const,
    }))
    if (!actor || !target) throw new Error('Nobody is there')
    expect(() => requirePower(actor, target)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })

  test('nobody becomes an owner who is being deleted at the same moment', async () => {
    const server = await startServer()
    const owner = await joinAsOwner(server)
    const { userId } = (await joinGeneral(server.url)).credentials
    const answer = await server.database.write.transaction().execute(async (db) => {
      await db.updateTable('users').set({ deleted_at: Date.now() }).where('id', '=', userId).execute()
      const asked = owner.ask(updatePerson, { userId, serverRole: 'owner' })
      // Long enough for it to wait for this transaction; where it is not, it comes second all the same.
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { asked }
    })
    expect(await answer.asked).toMatchObject({ error: { code: 'NOT_FOUND' } })
    const { read } = server.database
    const row = await read.selectFrom('users').select('server_role').where('id', '=', userId).executeTakeFirst()
    expect(row).toEqual({ server_role: 'member' })
  })

  test('an owner who is deleted does not count: the last one beside them stays', async () => {
    const server = await startServer()
    const [gone, owner] = [await joinAs(server, 'owner'), await joinAsOwner(server)]
    const { write } = server.database
    const markDeleted = (person: Person) =>
      write.updateTable('users').set({ deleted_at: 1 }).where('id', '=', person.credentials.userId).execute()
    await markDeleted(gone)
    const keep = write.transaction().execute((db) => keepAnOwner(db, owner.credentials.userId))
    await expect(keep).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await markDeleted(owner)
    expect(await hasOwner(write)).toBe(false)
  })
})
