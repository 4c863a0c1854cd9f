import { once } from 'node:events'
import { connect } from 'node:net'
import { limits, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const Health = z.object({ connections: z.int() })

/** A client frame of the WebSocket protocol (RFC 6455), masked with zeros. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const header =
    payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0xfe, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload])
}

/** Signs in over a bare TCP connection and then reads nothing any more. */
async function connectWithoutReading(url: string, token: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  await once(socket, 'data')
  socket.write(textFrame(`40${JSON.stringify({ protocol: 1, token })}`))
  await once(socket, 'data')
  socket.pause()
  return socket
}

test('a connection that reads nothing for a while gets heads in place of what it would not take, and asks (G6)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const mallory = await joinGeneral(url, { name: 'Mallory' })
  const stalled = await connectWithoutReading(url, mallory.credentials.token)
  stalled.write(textFrame('421["session:sync",{"cursors":{}}]'))

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

  for (let id = 1; id <= 400; id += 1) stalled.write(textFrame(`42${id}["room:history",{"roomId":"${roomId}"}]`))
  await expect.poll(connections, { timeout: 50_000, interval: 200 }).toBe(2)
  const { seq } = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'still here' })
  await expect.poll(() => mallory.framesOf(roomId).at(-1)?.to).toBe(seq)
})
