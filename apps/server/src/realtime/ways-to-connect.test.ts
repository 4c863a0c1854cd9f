import { getUsers, PROTOCOL_VERSION } from '@chat/protocol'
import { expect, test } from 'vitest'
import { joinGeneral, refusedConnection, signIn } from '../../test/connect-person.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'

const POLLING = '/socket.io/?EIO=4&transport=polling'

test('a page of another site opens no connection by long-polling, and may read no answer (S2)', async () => {
  const { url } = await startServer()
  const { cookie } = await signIn(url, 'Alice')
  for (const headers of [{ cookie, origin: 'https://evil.example' }, { origin: 'null' }, { cookie }]) {
    const response = await fetch(url + POLLING, { headers })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ message: 'ORIGIN_REJECTED' })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
  const preflight = await fetch(url + POLLING, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.ok).toBe(false)
  expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test.for([
  'EIO=3&transport=polling',
  'transport=polling',
  'EIO=4&transport=polling&j=0',
  'EIO=4&transport=polling&j=',
  'EIO=4&transport=webtransport',
  'EIO=4&transport=flashsocket',
  'EIO=4&transport=constructor',
  'EIO=4&transport=__proto__',
  'EIO=4&transport=websocket',
  'EIO=4',
  'EIO=4&transport=polling&sid=made-up',
  'EIO=4&transport=polling&sid=__proto__',
  'EIO=4&transport=polling&sid=constructor',
])('what is no way to connect is refused: %s', async (query) => {
  const { url } = await startServer()
  for (const method of ['GET', 'POST', 'DELETE']) {
    const response = await fetch(`${url}/socket.io/?${query}`, { method, ...(method === 'POST' && { body: '40{}' }) })
    expect(response.status, method).toBe(400)
    expect(await response.text()).not.toContain('sid')
  }
})

test('there is one namespace: others are not there and cost nothing', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { token } = alice.credentials
  for (const name of ['/admin', '/general', '/__proto__', '/constructor', `/${alice.roomId}`, '/socket.io']) {
    const refused = refusedConnection(url + name, { auth: { protocol: PROTOCOL_VERSION, token } })
    await expect(refused, name).rejects.toThrow('Invalid namespace')
  }
  const raw = await connectRaw(url, token)
  for (let number = 0; number < 1_000; number += 1) raw.write(`40/room-${number},{"protocol":1}`)
  raw.write('42/admin,1["user:get",{"ids":[]}]')
  // Whoever speaks to a namespace that they are not in has lost their connection; nobody else has.
  await raw.closed
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
})

test('a token in the address counts for nothing: addresses end up in logs', async () => {
  const { url } = await startServer()
  const { token } = (await joinGeneral(url)).credentials
  const query = { token, auth: token, protocol: '1' }
  expect(await refusedConnection(url, { query, auth: { protocol: PROTOCOL_VERSION } })).toMatchObject({
    code: 'AUTH_REQUIRED',
  })
})
