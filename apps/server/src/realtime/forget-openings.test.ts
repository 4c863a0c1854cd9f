import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PROTOCOL_VERSION } from '@chat/protocol'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { clientFrame, opcode, signInOverBareWebSocket } from '../../test/bare-web-socket.ts'
import { signIn } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { systemClock } from '../clock.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'
import { closeFloods } from './close-floods.ts'
import { forgetOpenings } from './forget-openings.ts'
import { closeSlowReaders } from './slow-readers.ts'
import { type ChatSocket, createSocketServer } from './socket-server.ts'

/** A Socket.IO server that only looks after its connections, and connects to it. */
async function startBare(transports: string[]) {
  const http = createServer()
  const io = createSocketServer((_request, accept) => accept(undefined, true))
  io.attach(http)
  forgetOpenings(io)
  closeSlowReaders(io)
  closeFloods(io, parseRateLimits(''), systemClock)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => void io.close())
  const address = http.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const requests: WeakRef<IncomingMessage>[] = []
  io.engine.on('connection', ({ request }: ChatSocket['conn']) => requests.push(new WeakRef(request)))

  async function open(): Promise<ChatSocket> {
    const arrived = new Promise<ChatSocket>((resolve) => io.once('connection', resolve))
    const client = connect(`http://127.0.0.1:${port}`, {
      transports,
      auth: { token: 'secret' },
      forceNew: true,
      extraHeaders: { cookie: 'secret' },
    })
    onTestFinished(() => void client.close())
    return arrived
  }
  return { open, requests }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

test.for([[['websocket']], [['polling']]])(
  'of what a connection over %s was opened with nothing is kept once it is known whose it is',
  async ([transports]) => {
    const { open, requests } = await startBare(transports ?? [])
    const socket = await open()
    expect(JSON.stringify([socket.handshake, socket.request.headers])).not.toContain('secret')
    await expect
      .poll(() => {
        collectGarbage()
        return requests.map((request) => request.deref())
      })
      .toEqual([undefined])
    expect(socket.connected).toBe(true)
  },
)

test('to be watched costs a connection no functions of its own', async () => {
  const { open } = await startBare(['websocket'])
  const [one, other] = [(await open()).conn, (await open()).conn]
  for (const event of ['packet', 'packetCreate', 'upgrade']) {
    expect(one.listeners(event)).not.toEqual([])
    expect(one.listeners(event)).toEqual(other.listeners(event))
  }
})

test('whoever leaves a connection cannot be anybody on it again (S3)', async () => {
  const { url } = await startServer()
  const { token } = await signIn(url)
  const tcp = await signInOverBareWebSocket(url, token)
  tcp.write(clientFrame(opcode.text, '41'))
  tcp.write(clientFrame(opcode.text, `40${JSON.stringify({ protocol: PROTOCOL_VERSION, token })}`))
  const [frame]: Buffer[] = await once(tcp, 'data')
  expect(frame?.[0]).toBe(opcode.close)
})
