import { getUsers, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral, refusedConnection, signIn } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'

test('a browser connects with its session cookie, from the address that it has open (S1)', async () => {
  const { url } = await startServer()
  const credentials = await signIn(url)
  const person = await connectPerson(url, {
    credentials,
    socket: { auth: { protocol: 1 }, extraHeaders: { cookie: credentials.cookie, origin: url } },
  })
  const { users } = await person.get(getUsers, { ids: [credentials.userId] })
  expect(users).toHaveLength(1)
})

test('a page of another site cannot connect with somebody’s cookie (S2)', async () => {
  const { url } = await startServer()
  const { cookie } = await signIn(url)
  const { host, port } = new URL(url)
  const origins = [
    'https://evil.example',
    'null',
    `http://${host}.evil.example`,
    `http://127.0.0.1:${Number(port) + 1}`,
    `http://127.0.0.1.:${port}`,
    `ftp://${host}`,
  ]
  for (const origin of origins) {
    const refused = refusedConnection(url, { auth: { protocol: 1 }, extraHeaders: { cookie, origin } })
    await expect(refused, origin).rejects.toThrow('websocket error')
  }
  const withoutOrigin = refusedConnection(url, { auth: { protocol: 1 }, extraHeaders: { cookie } })
  await expect(withoutOrigin).rejects.toThrow('websocket error')
})

test('no page is made ours by what a request says that it was forwarded for, not even by a proxy of ours (S2)', async () => {
  const { url } = await startServer({ config: { trustProxy: ['127.0.0.1'] } })
  const { cookie } = await signIn(url)
  const evil = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example;proto=https',
  }
  const headers = { cookie, origin: 'https://evil.example', ...evil }
  const handshake = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers })
  expect([handshake.status, await handshake.json()]).toEqual([403, { code: 4, message: 'ORIGIN_REJECTED' }])
  for (const [method, path] of [
    ['POST', '/api/auth/sign-out'],
    ['DELETE', '/api/picture'],
  ]) {
    expect((await fetch(`${url}${path}`, { method: `${method}`, headers })).status).toBe(403)
  }
})

test('who is not signed in, or speaks another protocol, is refused with a code (S2)', async () => {
  const { url } = await startServer()
  const { token } = await signIn(url)
  const codeFor = async (auth: object) => (await refusedConnection(url, { auth })).code
  expect(await codeFor({ protocol: 1 })).toBe('AUTH_REQUIRED')
  expect(await codeFor({ protocol: 1, token: 'made.up' })).toBe('AUTH_EXPIRED')
  expect(await codeFor({ protocol: 1, token: 7 })).toBe('VALIDATION_FAILED')
  expect(await codeFor({ protocol: 2, token })).toBe('UPGRADE_REQUIRED')
  expect(await codeFor({ token })).toBe('UPGRADE_REQUIRED')
})

test('a network that blocks WebSocket is served by long-polling, both ways', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { socket: { transports: ['polling'] } })
  const bob = await joinGeneral(url)
  await alice.get(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'over polling' })
  await bob.hasReceived({ name: 'room:changed' })
  const { seq } = await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'over WebSocket' })
  await expect.poll(() => alice.framesOf(alice.roomId).at(-1)?.to).toBe(seq)
  expect(alice.socket.io.engine.transport.name).toBe('polling')
})

test('signing out ends the session’s connections and none of another (S25)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const secondTab = await joinGeneral(url, { credentials: alice.credentials })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const ended = Promise.all(
    [alice, secondTab].map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve))),
  )
  const response = await fetch(`${url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: alice.credentials.cookie, origin: url, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(response.status).toBe(200)
  // What tells a client not to come back by itself.
  expect(await ended).toEqual(['io server disconnect', 'io server disconnect'])
  expect(alice.received.at(-1)).toMatchObject({ name: 'session:ended', payload: { code: 'AUTH_EXPIRED' } })

  const { seq } = await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'after' })
  await expect.poll(() => bob.framesOf(bob.roomId).at(-1)?.to).toBe(seq)
  expect(alice.received.at(-1)).toMatchObject({ name: 'session:ended' })
  const { code } = await refusedConnection(url, { auth: { protocol: 1, token: alice.credentials.token } })
  expect(code).toBe('AUTH_EXPIRED')
})

test('an account that sends too much is told how long to wait, also after connecting anew', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('') } })
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const send = (person: typeof alice) => person.ask(sendMessage, { id: uuidv7(), roomId: person.roomId, text: 'x' })
  const answers = await Promise.all(Array.from({ length: 250 }, () => send(alice)))
  const refused = answers.filter((answer) => !answer.ok)
  expect(refused).toHaveLength(50)
  expect(refused[0]).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } })
  const again = await joinGeneral(url, { credentials: alice.credentials })
  expect(await send(again)).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  expect(await send(bob)).toMatchObject({ ok: true })
})

test('many accounts of one address share what it may ask for, wherever a proxy of ours says that they are', async () => {
  const rateLimits = parseRateLimits('write=5/60,address=2')
  const { url } = await startServer({ config: { rateLimits, trustProxy: ['127.0.0.1'] } })
  const join = (address: string) => joinGeneral(url, { socket: { extraHeaders: { 'x-forwarded-for': address } } })
  const [one, two, three] = [await join('2001:db8::1'), await join('2001:db8::2:2'), await join('2001:db8::3')]
  const elsewhere = await join('2001:db8:0:1::1')
  const write = async (person: typeof one, times: number) => {
    const send = () => person.ask(sendMessage, { id: uuidv7(), roomId: person.roomId, text: 'x' })
    const answers = await Promise.all(Array.from({ length: times }, send))
    return answers.filter(({ ok }) => ok).length
  }
  expect([await write(one, 5), await write(two, 5), await write(three, 5)]).toEqual([5, 5, 0])
  expect(await write(elsewhere, 5)).toBe(5)
})

test('whoever makes up where they come from is counted where they are', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('connect=2/60') } })
  const statuses: number[] = []
  for (let index = 0; index < 6; index += 1) {
    const address = `198.51.100.${index}`
    const made = { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` }
    const opened = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: made })
    statuses.push(opened.status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 403, 403])
})

test('an address that connects too often is told to wait', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('connect=2/60') } })
  const alice = await joinGeneral(url)
  const { token } = alice.credentials
  await joinGeneral(url, { credentials: alice.credentials })
  expect(await refusedConnection(url, { auth: { protocol: 1, token } })).toMatchObject({ code: 'RATE_LIMITED' })
})

test('a server that stops tells everybody, keeps what it acknowledged and lets clients come back (S26)', async () => {
  const { url, drainSteps, stop } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { token } = alice.credentials
  const left = new Promise((resolve) => alice.socket.once('disconnect', resolve))
  const sends = Array.from({ length: 50 }, () =>
    alice.ask(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'x' }),
  )

  drainSteps.unready()
  drainSteps.refuseHandshakes()
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'draining' })
  expect(await refusedConnection(url, { auth: { protocol: 1, token } })).toMatchObject({ code: 'DRAINING' })
  drainSteps.tellClients({ moveWithinMs: 1_000 })
  await alice.hasReceived({ name: 'server:draining', payload: { moveWithinMs: 1_000 } })
  expect((await Promise.all(sends)).every(({ ok }) => ok)).toBe(true)

  await drainSteps.finishWork()
  const late = await alice.ask(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'late' })
  expect(late).toMatchObject({ error: { code: 'DRAINING' } })
  await drainSteps.closeConnections()
  // A lost connection, after which Socket.IO comes back by itself; not "io server disconnect".
  expect(await left).toBe('transport close')
  await stop()
})
