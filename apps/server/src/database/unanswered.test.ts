import {
  createRoom,
  getRoomHistory,
  inviteToRoom,
  leaveRoom,
  removeMember,
  sendMessage,
  setPresence,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startTcpProxy } from '../../test/faults/tcp-proxy.ts'
import { say } from '../../test/say-something.ts'
import { startServer } from '../../test/start-server.ts'
import { createTestStorage } from '../../test/test-database.ts'

const failed = { ok: false, error: { code: 'INTERNAL' } }

/** A server between which and PostgreSQL the network fails as it is told to. */
async function startBehindProxy(patience = { database: 1_000, lookUp: 200 }) {
  const storage = await createTestStorage()
  const url = new URL(storage.databaseUrl ?? '')
  const database = await startTcpProxy(url.href)
  url.port = new URL(database.url).port
  const server = await startServer({ storage: { ...storage, databaseUrl: url.href }, patience })
  return { url: server.url, database }
}

const textsIn = (frames: readonly { readonly messages: readonly { readonly text: string }[] }[]) =>
  frames.flatMap(({ messages }) => messages.map(({ text }) => text))

describe.runIf(process.env['TEST_DATABASE'] === 'postgres')('where PostgreSQL does not answer', () => {
  test('requests end, nothing is done twice, and everything goes on once it does', async () => {
    const { url, database } = await startBehindProxy()
    const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
    const { roomId } = alice
    const ids = Array.from({ length: 20 }, () => uuidv7())
    const send = (id: string) => alice.ask(sendMessage, { id, roomId, text: id })

    database.hold()
    const answers = await Promise.all([...ids.map(send), bob.ask(getRoomHistory, { roomId })])
    for (const answer of answers) expect(answer).toMatchObject(failed)

    database.letGo()
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 20 }).toBe(200)
    const seqs: number[] = []
    for (const id of ids) {
      await expect.poll(() => send(id), { interval: 20 }).toMatchObject({ ok: true })
      seqs.push((await alice.get(sendMessage, { id, roomId, text: id })).seq)
    }
    expect(Math.max(...seqs) - Math.min(...seqs)).toBe(ids.length - 1)
    await say(alice, roomId, 'the last')
    await expect.poll(() => textsIn(bob.framesOf(roomId))).toContain('the last')
    expect(textsIn(bob.framesOf(roomId)).toSorted()).toEqual([...ids, 'the last'].toSorted())
  })

  test('the server says that it is not ready before it gives up', async () => {
    const { url, database } = await startBehindProxy({ database: 60_000, lookUp: 100 })
    const readiness = async () => (await fetch(`${url}/readyz`)).status
    await expect.poll(readiness, { interval: 20 }).toBe(200)
    database.hold()
    expect(await readiness()).toBe(503)
    expect((await fetch(`${url}/livez`)).status).toBe(200)
    database.letGo()
    await expect.poll(readiness, { interval: 20 }).toBe(200)
  })

  test('a message that was stored without a word is there once, and everybody gets it', async () => {
    const { url, database } = await startBehindProxy()
    const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
    const message = { id: uuidv7(), roomId: alice.roomId, text: 'Did you get this?' }
    database.swallowAnswersTo('commit')
    expect(await alice.ask(sendMessage, message)).toMatchObject(failed)
    expect(await alice.ask(sendMessage, message)).toMatchObject({ ok: true, data: { duplicate: true } })
    await expect.poll(() => textsIn(bob.framesOf(bob.roomId))).toEqual(['Did you get this?'])
  })

  test('whoever was removed without a word hears nothing more, and that they were (S28)', async () => {
    const { url, database } = await startBehindProxy()
    const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
    const userIds = [bob.credentials.userId, carol.credentials.userId]
    const { room } = await alice.get(createRoom, { kind: 'private', name: 'Plans' })
    await alice.get(inviteToRoom, { roomId: room.id, userIds })
    database.swallowAnswersTo('commit')
    expect(await alice.ask(removeMember, { roomId: room.id, userId: bob.credentials.userId })).toMatchObject(failed)
    await say(alice, room.id, 'without Bob')
    await expect.poll(() => textsIn(carol.framesOf(room.id))).toEqual(['without Bob'])
    await bob.hasReceived({ name: 'room:removed', payload: { roomId: room.id, reason: 'removed' } })
    expect(textsIn(bob.framesOf(room.id))).toEqual([])
  })

  test('whoever was removed without a word is not told any more how those are whom they saw there alone (S28)', async () => {
    const { url, database } = await startBehindProxy()
    const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
    const [aliceId, bobId] = [alice.credentials.userId, bob.credentials.userId]
    const carolId = carol.credentials.userId
    const { room } = await alice.get(createRoom, { kind: 'private', name: 'Plans' })
    await alice.get(inviteToRoom, { roomId: room.id, userIds: [bobId, carolId] })
    await bob.get(createRoom, { kind: 'direct', memberIds: [aliceId] })
    await bob.get(leaveRoom, { roomId: bob.roomId })
    await bob.get(watchPresence, { userIds: [aliceId, carolId] })
    database.swallowAnswersTo('commit')
    expect(await alice.ask(removeMember, { roomId: room.id, userId: bobId })).toMatchObject(failed)
    await say(alice, room.id, 'without Bob')
    await bob.hasReceived({ name: 'room:removed', payload: { roomId: room.id, reason: 'removed' } })
    await carol.get(setPresence, { status: 'dnd' })
    await alice.get(setPresence, { status: 'dnd' })
    const told = () => JSON.stringify(bob.received.filter(({ name }) => name === 'presence:changed'))
    await expect.poll(told).toContain(`{"userId":"${aliceId}","status":"dnd"}`)
    expect(told()).not.toContain(`{"userId":"${carolId}","status":"dnd"}`)
  })

  test('whoever was let in without a word is told so, and hears what is said from then on', async () => {
    const { url, database } = await startBehindProxy()
    const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
    const { room } = await alice.get(createRoom, { kind: 'private', name: 'Plans' })
    database.swallowAnswersTo('commit')
    const invited = { roomId: room.id, userIds: [bob.credentials.userId] }
    expect(await alice.ask(inviteToRoom, invited)).toMatchObject(failed)
    await bob.hasReceived({ name: 'room:added', payload: expect.objectContaining({ id: room.id }) })
    await say(alice, room.id, 'with Bob')
    await expect.poll(() => textsIn(bob.framesOf(room.id))).toEqual(['with Bob'])
  })
})
