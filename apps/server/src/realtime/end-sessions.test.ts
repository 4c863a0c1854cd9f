import { once } from 'node:events'
import { createServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { getUsers, UserId } from '@chat/protocol'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { createFakeClock, type FakeClock } from '../../test/fake-clock.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { startServer } from '../../test/start-server.ts'
import { endConnectionsWithSessions } from './end-sessions.ts'
import { createSocketServer } from './socket-server.ts'
import { Wire } from './wire.ts'

const MINUTE = 60 * 1_000
const DAY = 24 * 60 * 60 * 1_000

test('a connection ends when its session runs out (S25)', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock })
  const alice = await joinGeneral(url)
  clock.sleep(29 * DAY)
  clock.advance(MINUTE)
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
  clock.sleep(2 * DAY)
  clock.advance(MINUTE)
  await alice.hasReceived({ name: 'session:ended' })
  await expect.poll(() => alice.socket.connected).toBe(false)
})

test('a connection outlives the end that its session had at first, if the session was used elsewhere since', async () => {
  const clock = createFakeClock(Date.now())
  const { url, database } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const renewed = new Date(Date.now() + 60 * DAY).toISOString()
  await database.write.updateTable('sessions').set({ expires_at: renewed }).execute()
  clock.sleep(31 * DAY)
  clock.advance(MINUTE)
  // Long enough for the check to have asked the database.
  for (let round = 0; round < 20; round += 1) await alice.get(getUsers, { ids: [alice.credentials.userId] })
  clock.sleep(30 * DAY)
  clock.advance(MINUTE)
  await alice.hasReceived({ name: 'session:ended' })
})

test('a session that is gone from the database ends its connections, whoever took it away (S25)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, database } = await startServer({ clock })
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  await database.write.deleteFrom('sessions').where('user_id', '=', alice.credentials.userId).execute()
  await passTime(clock, () => expect(alice.socket.connected).toBe(false))
  await alice.hasReceived({ name: 'session:ended' })
  expect(await bob.ask(getUsers, { ids: [bob.credentials.userId] })).toMatchObject({ ok: true })
})

test.for<[string, () => Promise<never>]>([
  ['fails', () => Promise.reject(new Error('no database'))],
  ['never answers', () => new Promise(() => {})],
])(
  'where the look-up of sessions %s nobody stays for long, and nobody is told that theirs has ended',
  async ([, sessionExpiry]) => {
    const clock = createFakeClock()
    const { connectSocket } = await startSockets({ clock, onSessionsEnded: () => () => {}, sessionExpiry })
    const socket = connectSocket()
    await expect.poll(() => socket.connected).toBe(true)
    const told = vi.fn()
    socket.once('session:ended', told)
    const left = new Promise((resolve) => socket.once('disconnect', resolve))
    await passTime(clock, () => expect(socket.connected).toBe(false))
    // With this reason a client comes back by itself.
    expect(await left).toBe('transport close')
    expect(told).not.toHaveBeenCalled()
  },
)

test('whoever comes back where sessions cannot be looked up stays for as long as everybody did: they were looked up as they came', async () => {
  const clock = createFakeClock()
  const sessionExpiry = vi.fn(() => Promise.reject(new Error('no database')))
  const { connectSocket } = await startSockets({ clock, onSessionsEnded: () => () => {}, sessionExpiry })
  async function lookAfter(seconds: number) {
    sessionExpiry.mockClear()
    clock.advance(seconds * 1_000)
    // By then it has failed, and the next one is to come.
    await turn()
    expect(sessionExpiry).toHaveBeenCalledOnce()
  }
  const first = connectSocket()
  await expect.poll(() => first.connected).toBe(true)
  for (const seconds of [15, 5, 5, 5]) await lookAfter(seconds)
  await expect.poll(() => first.connected).toBe(false)
  const back = connectSocket()
  await expect.poll(() => back.connected).toBe(true)
  for (const seconds of [5, 5, 5, 5, 5]) await lookAfter(seconds)
  expect(back.connected).toBe(true)
  await lookAfter(5)
  await expect.poll(() => back.connected).toBe(false)
})

test('a session that ends while its connection is being made ends that connection too (S25)', async () => {
  let tellEnded = (_sessionIds: readonly string[]) => {}
  const { io, connectSocket } = await startSockets({
    clock: createFakeClock(),
    onSessionsEnded(listener) {
      tellEnded = listener
      return () => {}
    },
    sessionExpiry: async () => new Map(),
  })
  io.use((_socket, next) => {
    tellEnded([SESSION_ID])
    next()
  })
  const socket = connectSocket()
  const ended = new Promise((resolve) => socket.once('session:ended', resolve))
  expect(await ended).toMatchObject({ code: 'AUTH_EXPIRED' })
})

const SESSION_ID = 's1'

/** Connections that all belong to one session, and what ends them. */
async function startSockets({
  clock,
  ...accounts
}: { clock: FakeClock } & Parameters<typeof endConnectionsWithSessions>[0]['accounts']) {
  const io = createSocketServer((_request, accept) => accept(undefined, true))
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => io.close())
  io.attach(http)
  io.use((socket, next) => {
    const actor = { userId: UserId.parse('alice'), sessionId: SESSION_ID }
    socket.data = { actor, network: '::1', wire: new Wire(socket.conn) }
    next()
  })
  endConnectionsWithSessions({ io, accounts, clock, logger: silentLogger, patience: { lookUp: 100 } })
  const address = http.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  function connectSocket() {
    const socket = connect(url, { reconnection: false })
    onTestFinished(() => void socket.close())
    return socket
  }
  return { io, connectSocket }
}

/** Turns the clock a minute at a time, so that what is looked up in between gets its answers, until something holds. */
async function passTime(clock: FakeClock, holds: () => void): Promise<void> {
  await vi.waitFor(() => {
    clock.advance(MINUTE)
    holds()
  }, 10_000)
}
