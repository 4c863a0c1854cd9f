import { once } from 'node:events'
import { createServer } from 'node:http'
import { Socket } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { type ChatSocket, createSocketServer } from './socket-server.ts'
import { takeRequests } from './take-requests.ts'
import { Wire } from './wire.ts'

/** A client of a server that answers everything with what it was asked. */
async function setUp(prepare: (socket: ChatSocket) => void) {
  const io = createSocketServer((_request, accept) => accept(undefined, true))
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => io.close())
  io.attach(http)
  const taken: unknown[] = []
  io.on('connection', (socket) => {
    Object.assign(socket.data, { wire: new Wire(socket.conn) })
    prepare(socket)
  })
  takeRequests(io, (_socket, event, parts) => {
    const answer = parts.at(-1)
    taken.push([event, ...parts.filter((part) => typeof part !== 'function')])
    if (typeof answer === 'function') answer({ event, count: parts.length - 1 })
  })
  const address = http.address()
  const client = connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  onTestFinished(() => void client.close())
  return { client, taken }
}

/** A version of Socket.IO that takes events by a function of another name. */
function ofAnotherVersion(socket: ChatSocket): void {
  const takeEvent = Socket.prototype['onevent']
  Object.assign(socket, {
    onevent: undefined,
    _onpacket(packet: Parameters<typeof takeEvent>[0]) {
      takeEvent.call(socket, packet)
    },
  })
}

test.for([
  { way: 'under Socket.IO', prepare: () => {} },
  { way: 'through Socket.IO, where it is another version', prepare: ofAnotherVersion },
])('events are taken and answered $way', async ({ prepare }) => {
  const { client, taken } = await setUp(prepare)
  expect(await client.emitWithAck('asked', { one: 1 }, 'two')).toEqual({ event: 'asked', count: 2 })
  expect(await client.emitWithAck('empty')).toEqual({ event: 'empty', count: 0 })
  client.emit('told', 'three')
  await expect.poll(() => taken).toEqual([['asked', { one: 1 }, 'two'], ['empty'], ['told', 'three']])
})
