import { getUsers, limits, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { clientFrame, opcode, signInOverBareWebSocket } from '../../test/bare-web-socket.ts'
import { joinGeneral, signIn } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { startServer } from '../../test/start-server.ts'
import { mostPackets, parseRateLimits } from '../gate/rate-limit-settings.ts'

const rateLimits = parseRateLimits('')
const most = rateLimits ? mostPackets(rateLimits, 10) : 0

/** A close frame: code 1008, and why. */
const farewell = Buffer.from('..\x03\xf0Too many requests at once. Wait for answers before you ask for more.', 'latin1')
farewell.set([opcode.close, farewell.length - 2])

test.for([
  ['events that want no answer', opcode.text, '42["no:such",{}]'],
  ['requests, of which most are refused', opcode.text, '421["user:get",{}]'],
  ['answers that nobody has asked for', opcode.text, '431[]'],
  ['pings', opcode.ping, ''],
] as const)(
  'whoever sends %s without end loses the connection, and nobody else does (S8)',
  async ([, code, content]) => {
    const { url } = await startServer({ config: { rateLimits } })
    const alice = await joinGeneral(url)
    const tcp = await signInOverBareWebSocket(url, (await signIn(url)).token)
    const closed = new Promise((resolve) => tcp.once('close', resolve))
    let told = Buffer.alloc(0)
    tcp.on('data', (data) => {
      told = Buffer.concat([told, data])
    })
    for (let count = 0; count < most; count += 1) tcp.write(clientFrame(code, content))
    await closed
    expect(told.subarray(-farewell.length)).toEqual(farewell)
    expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
  },
)

test('over long-polling it is the same (S8)', async () => {
  const { url } = await startServer({ config: { rateLimits } })
  const address = `${url}/socket.io/?EIO=4&transport=polling`
  const [, sid] = /"sid":"([^"]+)"/.exec(await (await fetch(address)).text()) ?? []
  const body = Array(Math.floor(limits.frameBytes / 2))
    .fill('3')
    .join('\x1e')
  await fetch(`${address}&sid=${sid}`, { method: 'POST', body }).catch(() => {})
  expect((await fetch(`${address}&sid=${sid}`)).status).toBe(400)
})

test('whoever uses up what they may ask for, and asks again, keeps the connection', async () => {
  const { url } = await startServer({ config: { rateLimits } })
  const alice = await joinGeneral(url)
  const writes = Array.from({ length: 400 }, () =>
    alice.ask(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'x' }),
  )
  const reads = Array.from({ length: 800 }, () => alice.ask(getUsers, { ids: [alice.credentials.userId] }))
  const answers = await Promise.all([...writes, ...reads])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(600)
  expect(alice.socket.connected).toBe(true)
})

test('whoever has brought much over a long time keeps the connection, also where the clock was set back meanwhile', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock, config: { rateLimits } })
  const alice = await joinGeneral(url)
  const bring = (count: number) =>
    Promise.all(Array.from({ length: count }, () => alice.ask(getUsers, { ids: [alice.credentials.userId] })))
  await bring(most - 100)
  clock.sleep(-3_600_000)
  expect(await bring(200)).toHaveLength(200)
  expect(alice.socket.connected).toBe(true)
})

test('who is allowed more may bring more', () => {
  const generous = parseRateLimits('write=1000/1')
  expect(generous && mostPackets(generous, 10)).toBe(most + 2 * (10_000 - 200))
})
