import { once } from 'node:events'
import { connect } from 'node:net'
import { getUsers, PROTOCOL_VERSION } from '@chat/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { writeWebFiles } from '../../test/test-http-server.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'

const Health = z.object({ connections: z.int() })
const connectionsOf = async (url: string) => Health.parse(await (await fetch(`${url}/health`)).json()).connections

/** Opens a WebSocket and does nothing with it. */
function openSilently(url: string, query = 'EIO=4&transport=websocket') {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?${query}`)
  onTestFinished(() => socket.close())
  const on = (event: string) => new Promise<void>((resolve) => socket.addEventListener(event, () => resolve()))
  return { opened: on('open'), closed: on('close') }
}

/** Sends some bytes and no more; resolves with what came back once the server has closed the connection. */
function sendAndWait(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    onTestFinished(() => void socket.destroy())
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

test('connections that never say who they are are closed, and others go on', async () => {
  const { url } = await startServer({ patience: { connect: 200 } })
  const alice = await joinGeneral(url)
  const silent = Array.from({ length: 50 }, () => openSilently(url))
  await Promise.all(silent.map(({ opened }) => opened))
  const polling = `${url}/socket.io/?EIO=4&transport=polling`
  const [, sid] = /"sid":"([^"]+)"/.exec(await (await fetch(polling)).text()) ?? []
  // What waits for news over long-polling is told that it is over.
  expect(await (await fetch(`${polling}&sid=${sid}`)).text()).toBe('1')
  await Promise.all(silent.map(({ closed }) => closed))
  await expect.poll(() => connectionsOf(url)).toBe(1)
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
})

test('a connection that was refused is closed as well, however often it tries', async () => {
  const { url } = await startServer({ patience: { connect: 200 } })
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))
  socket.addEventListener('message', () => {
    if (socket.readyState === WebSocket.OPEN) socket.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION })}`)
  })
  await closed
  expect(await connectionsOf(url)).toBe(0)
})

test('an address opens so many connections and no more, also if they never say who they are', async () => {
  const { url } = await startServer({
    config: { rateLimits: parseRateLimits('connect=3/60'), trustProxy: ['127.0.0.1'] },
  })
  const open = (address: string) =>
    fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { 'x-forwarded-for': address } })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => open(`2001:db8::${index + 1}`)))
  const refused = answers.filter(({ status }) => status === 403)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
  expect(await Promise.all(refused.map((answer) => answer.json()))).toEqual(
    Array(14).fill({ code: 4, message: 'RATE_LIMITED' }),
  )
  expect(await connectionsOf(url)).toBe(6)
  expect((await open('2001:db8:0:1::1')).status).toBe(200)
})

test.for([
  ['nothing', ''],
  ['half of a request', 'GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  [
    'half of the request for a WebSocket',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n',
  ],
  ['half of a body', 'POST /api/auth/sign-out HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{'],
] as const)('whoever sends %s and then waits is cut off', async ([, bytes]) => {
  const { url } = await startServer({ patience: { headers: 100, request: 200, check: 50 } })
  expect(await sendAndWait(url, bytes)).toMatch(/^HTTP\/1\.1 408 /)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
})

test('whoever asks for a large file and does not take it is cut off, and others get it', async () => {
  const size = 40_000_000
  const webRoot = await writeWebFiles({ 'assets/large.js': 'x'.repeat(size) })
  const { url } = await startServer({ webRoot, patience: { silence: 500 } })
  const alice = await joinGeneral(url)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  socket.write('GET /assets/large.js HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(socket, 'data')
  socket.pause()
  const whole = await fetch(`${url}/assets/large.js`)
  expect((await whole.arrayBuffer()).byteLength).toBe(size)
  // Whoever does not read does not see the end either; only that nobody is there any more to write to.
  function isCutOff(): boolean {
    if (!socket.destroyed) socket.write('\r\n')
    return socket.destroyed
  }
  await expect.poll(isCutOff, { timeout: 20_000, interval: 1_500 }).toBe(true)
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
}, 30_000)

test('whoever begins to change to a WebSocket and does not go on keeps the connection that they had', async () => {
  const { url } = await startServer({ patience: { upgrade: 100 } })
  const first = await (await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).text()
  const [, sid] = /"sid":"([^"]+)"/.exec(first) ?? []
  const { opened, closed } = openSilently(url, `EIO=4&transport=websocket&sid=${sid}`)
  await opened
  await closed
  const polling = `${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`
  expect((await fetch(polling, { method: 'POST', body: '40{"protocol":0}' })).status).toBe(200)
  expect(await (await fetch(polling)).text()).toContain('UPGRADE_REQUIRED')
})
