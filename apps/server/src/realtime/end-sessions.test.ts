import { once } from 'node:events'
import { createServer } from 'node:http'
import { getUsers, UserId } from '@chat/protocol'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
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

test('a session that ends while its connection is being made ends that connection too (S25)', async () => {
  let tellEnded = (_sessionIds: readonly string[]) => {}
  const io = createSocketServer((_request, accept) => accept(undefined, true))
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => io.close())
  io.attach(http)
  io.use((socket, next) => {
    const actor = { userId: UserId.parse('alice'), sessionId: 'gone' }
    socket.data = { actor, network: '::1', expiresAt: Date.now() + DAY, wire: new Wire(socket.conn) }
    tellEnded(['gone'])
    next()
  })
  endConnectionsWithSessions({
    io,
    accounts: {
      onSessionsEnded(listener) {
        tellEnded = listener
        return () => {}
      },
      sessionExpiry: async () => new Map(),
    },
    clock: createFakeClock(),
    logger: silentLogger,
  })
  const address = http.address()
  const socket = connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, { reconnection: false })
  onTestFinished(() => void socket.close())
  const ended = new Promise((resolve) => socket.once('session:ended', resolve))
  expect(await ended).toMatchObject({ code: 'AUTH_EXPIRED' })
})
