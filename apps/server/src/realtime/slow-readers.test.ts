import { limits, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { clientFrame, opcode, signInOverBareWebSocket } from '../../test/bare-web-socket.ts'
import { joinGeneral, signIn } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const Health = z.object({ connections: z.int() })

/** Signs in over a bare TCP connection and then reads nothing any more. */
async function connectWithoutReading(url: string, token: string) {
  const tcp = await signInOverBareWebSocket(url, token)
  tcp.pause()
  return tcp
}

test('a connection that reads nothing for a while gets heads in place of what it would not take, and asks (G6)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const mallory = await joinGeneral(url, { name: 'Mallory' })
  const stalled = await connectWithoutReading(url, mallory.credentials.token)
  stalled.write(clientFrame(opcode.text, '421["session:sync",{"cursors":{}}]'))

  const text = 'x'.repeat(limits.messageText.max)
  let head = 0
  for (let round = 0; round < 30; round += 1) {
    const sends = Array.from({ length: 100 }, () => alice.get(sendMessage, { id: uuidv7(), roomId, text }))
    head = Math.max(...(await Promise.all(sends)).map(({ seq }) => seq))
  }
  await expect.poll(() => mallory.framesOf(roomId).at(-1)?.to, { timeout: 20_000 }).toBe(head)

  let taken = 0
  let end = ''
  stalled.on('data', (chunk) => {
    taken += chunk.length
    end = (end + chunk.toString('latin1')).slice(-100_000)
  })
  stalled.resume()
  const behind = `["room:changed",${JSON.stringify({ roomId, from: head, to: head, head, messages: [] })}]`
  await expect.poll(() => end, { timeout: 20_000 }).toContain(behind)
  expect(taken).toBeLessThan((head * limits.messageText.max) / 2)
}, 60_000)

test('a connection that asks and does not read is closed, and costs others nothing', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const text = 'x'.repeat(limits.messageText.max)
  await Promise.all(Array.from({ length: 20 }, () => alice.get(sendMessage, { id: uuidv7(), roomId, text })))
  const mallory = await joinGeneral(url, { name: 'Mallory' })
  const stalled = await connectWithoutReading(url, mallory.credentials.token)
  const connections = async () => Health.parse(await (await fetch(`${url}/health`)).json()).connections
  await expect.poll(connections).toBe(3)

  for (let id = 1; id <= 400; id += 1)
    stalled.write(clientFrame(opcode.text, `42${id}["room:history",{"roomId":"${roomId}"}]`))
  await expect.poll(connections, { timeout: 50_000, interval: 200 }).toBe(2)
  const { seq } = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'still here' })
  await expect.poll(() => mallory.framesOf(roomId).at(-1)?.to).toBe(seq)
})

test('a connection that pings without end and does not read is closed before it fills the memory', async () => {
  const { url } = await startServer()
  const stalled = await connectWithoutReading(url, (await signIn(url)).token)
  const pings = Buffer.concat(Array.from({ length: 2_000 }, () => clientFrame(opcode.ping, 'x'.repeat(125))))
  const until = (event: string) => new Promise<void>((resolve) => stalled.once(event, resolve))
  const closed = until('close')
  // Far more than the operating systems on both sides take.
  for (let sent = 0; sent < 100_000_000 && !stalled.destroyed; sent += pings.length) {
    if (!stalled.write(pings)) await Promise.race([until('drain'), closed])
  }
  await closed
  expect((await fetch(`${url}/livez`)).status).toBe(200)
}, 60_000)
