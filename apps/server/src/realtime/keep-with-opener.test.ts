import { PROTOCOL_VERSION, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { type Credentials, connectPerson, joinGeneral, signIn } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const ENGINE = '/socket.io/?EIO=4&transport=polling'
const CONNECT = `40${JSON.stringify({ protocol: PROTOCOL_VERSION })}`
/** Gets an answer and leaves nobody connected. */
const REFUSED = '40{"protocol":0}'

type Headers = Record<string, string>

/** Our own page, which polls with its cookie. */
const page = ({ cookie }: Credentials): Headers => ({ cookie, 'x-chat-client': 'web' })
const program = ({ token }: Credentials): Headers => ({ authorization: `Bearer ${token}` })

/** Opens a connection over long-polling by hand. */
async function open(url: string, headers: Headers): Promise<string> {
  const response = await fetch(`${url}${ENGINE}`, { headers })
  const [, sid] = /"sid":"([^"]+)"/.exec(await response.text()) ?? []
  if (!sid) throw new Error(`It was not opened: ${response.status}`)
  return sid
}

const ask = (url: string, query: string, headers: Headers) => fetch(`${url}${ENGINE}${query}`, { headers })
const say = (url: string, query: string, headers: Headers, body: string) =>
  fetch(`${url}${ENGINE}${query}`, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body })

/** Whether the connection can be changed to a WebSocket that comes with no credentials. */
function canTakeOver(url: string, sid: string): Promise<boolean> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&sid=${sid}`)
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(true))
    socket.addEventListener('error', () => resolve(false))
  })
}

/** The page behind a proxy that asks everybody for one password, and hands it on. */
const pageBehindProxy = (credentials: Credentials): Headers => ({
  ...page(credentials),
  authorization: 'Basic Zm9vOmJhcg==',
})

test.for([
  ['a page', page],
  ['a page behind a proxy with a password', pageBehindProxy],
  ['a program', program],
] as const)('a connection that %s has opened is of no use to whoever finds its name in a log (S3)', async ([, as]) => {
  const { url } = await startServer()
  const [alice, mallory] = [await signIn(url, 'Alice'), await signIn(url, 'Mallory')]
  const sid = await open(url, as(alice))
  const own = await open(url, as(mallory))
  const thieves: [string, Headers][] = [
    [`&sid=${sid}`, {}],
    [`&sid=${sid}`, page(mallory)],
    [`&sid=${sid}`, program(mallory)],
    // Engine.IO takes the last one.
    [`&sid=${own}&sid=${sid}`, as(mallory)],
  ]
  for (const [query, headers] of thieves) {
    expect((await say(url, query, headers, CONNECT)).status).toBe(400)
    expect((await ask(url, query, headers)).status).toBe(400)
  }
  expect(await canTakeOver(url, sid)).toBe(false)

  // Nothing came in, nothing was taken out, and whoever has opened it goes on.
  expect((await say(url, `&sid=${sid}`, as(alice), REFUSED)).status).toBe(200)
  expect(await (await ask(url, `&sid=${sid}`, as(alice))).text()).toMatch(/^44.*"UPGRADE_REQUIRED"/)
})

test('a page of another site cannot take up a connection either, with the cookie of whoever has it open (S2)', async () => {
  const { url } = await startServer()
  const alice = await signIn(url, 'Alice')
  const sid = await open(url, page(alice))
  for (const elsewhere of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
    expect((await ask(url, `&sid=${sid}`, { ...page(alice), ...elsewhere })).status).toBe(400)
    expect((await say(url, `&sid=${sid}`, { cookie: alice.cookie, ...elsewhere }, CONNECT)).status).toBe(400)
  }
  expect((await say(url, `&sid=${sid}`, { cookie: alice.cookie }, CONNECT)).status).toBe(400)
  expect((await say(url, `&sid=${sid}`, { cookie: alice.cookie, origin: url }, REFUSED)).status).toBe(200)
})

test('a connection that was opened over long-polling changes to a WebSocket for whoever has opened it', async () => {
  const { url } = await startServer()
  const credentials = await signIn(url, 'Alice')
  const { socket } = await connectPerson(url, {
    credentials,
    socket: {
      auth: { protocol: PROTOCOL_VERSION },
      transports: ['polling', 'websocket'],
      extraHeaders: { cookie: credentials.cookie, 'x-chat-client': 'web' },
    },
  })
  await expect.poll(() => socket.io.engine.transport.name).toBe('websocket')
  const bob = await joinGeneral(url, { name: 'Bob' })
  await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'still there' })
  expect(socket.connected).toBe(true)
})
