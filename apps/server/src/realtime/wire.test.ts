import { once } from 'node:events'
import { createServer } from 'node:http'
import { type User, UserId } from '@chat/protocol'
import { io as connect, type ManagerOptions } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type ChatSocket, createSocketServer } from './socket-server.ts'
import { encodeEvent, tcpSocketUnder, Wire } from './wire.ts'
import { writeFlushesAtOnce } from './write-flushes-at-once.ts'

/** Lengths around those where the header of a WebSocket frame changes, and one that a TCP socket does not take at once. */
const LENGTHS = [1, 40, 60, 80, 81, 82, 83, 84, 85, 90, 126, 2_000, 65_480, 65_490, 65_500, 65_536, 100_000, 5_000_000]

const somebody = (name: string): User => ({ id: UserId.parse('alice'), name })

/** A connection and both of its ends. */
async function setUp(options: Partial<ManagerOptions>) {
  const io = createSocketServer((_request, accept) => accept(undefined, true))
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => io.close())
  io.attach(http)
  writeFlushesAtOnce(io)
  const accepted = new Promise<ChatSocket>((resolve) => io.once('connection', resolve))
  const address = http.address()
  const client = connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, options)
  onTestFinished(() => void client.close())
  const names: string[] = []
  client.on('user:changed', (users: unknown) => {
    for (const { name } of z.array(z.object({ name: z.string() })).parse(users)) names.push(name)
  })
  const socket = await accepted
  return { client, socket, names, wire: new Wire(socket.conn) }
}

test.for([
  { way: 'a WebSocket', options: { transports: ['websocket'] } },
  { way: 'long-polling', options: { transports: ['polling'] } },
  { way: 'a connection that changes from one to the other', options: { transports: ['polling', 'websocket'] } },
])('$way carries everything in the order in which it was sent, whichever way it was sent', async ({ options }) => {
  const { socket, names, wire } = await setUp(options)
  const expected: string[] = []
  for (let round = 0; round < 20; round += 1) {
    for (const [index, length] of LENGTHS.slice(0, round === 10 ? undefined : -1).entries()) {
      const name = `${round}.${index} ${'ü'.repeat(length / 2)}`
      expected.push(name)
      if ((index + round) % 2 === 0) socket.emit('user:changed', [somebody(name)])
      else expect(wire.send(encodeEvent('user:changed', [somebody(name)]), Number.POSITIVE_INFINITY)).toBe(true)
    }
    await new Promise(setImmediate)
  }
  await expect.poll(() => names.length).toBe(expected.length)
  expect(names.every((name, index) => name === expected[index])).toBe(true)
})

test('an idle WebSocket is written to without the layers between', async () => {
  const { socket, names, wire } = await setUp({ transports: ['websocket'] })
  const write = vi.spyOn(socket.conn, 'write')
  await expect.poll(() => wire.queuedBytes).toBe(0)
  wire.send(encodeEvent('user:changed', [somebody('Alice')]), 0)
  await expect.poll(() => names).toEqual(['Alice'])
  expect(write).not.toHaveBeenCalled()
})

test('what waits is counted, and nothing more is sent to who has enough', async () => {
  const { names, wire } = await setUp({ transports: ['websocket'] })
  const large = encodeEvent('user:changed', [somebody('x'.repeat(20_000_000))])
  expect(wire.send(large, 0)).toBe(true)
  expect(wire.queuedBytes).toBeGreaterThan(1_000_000)
  expect(wire.send(encodeEvent('user:changed', [somebody('Bob')]), 1_000_000)).toBe(false)
  await expect.poll(() => names.length).toBe(1)
  expect(wire.send(encodeEvent('user:changed', [somebody('Carol')]), 1_000_000)).toBe(true)
  await expect.poll(() => names.at(-1)).toBe('Carol')
  expect(names).toHaveLength(2)
})

test('a connection that was cut takes nothing more and is not counted as open', async () => {
  const { socket, wire } = await setUp({ transports: ['websocket'], reconnection: false })
  wire.cut()
  await expect.poll(() => socket.connected).toBe(false)
  expect(wire.open).toBe(false)
  wire.send(encodeEvent('user:changed', [somebody('Alice')]), 0)
})

test('what is sent to a connection in one go leaves in one or two writes, in order', async () => {
  const { socket, names, wire } = await setUp({ transports: ['websocket'] })
  await expect.poll(() => wire.queuedBytes).toBe(0)
  const tcp = tcpSocketUnder(socket.conn)
  const writev = vi.spyOn(Object(tcp), '_writev')
  const expected = Array.from({ length: 50 }, (_, index) => `Name ${index}`)
  for (const name of expected) socket.emit('user:changed', [somebody(name)])
  await expect.poll(() => names).toEqual(expected)
  expect(writev.mock.calls.length).toBeLessThanOrEqual(2)
  expect(tcp?.writableCorked).toBe(0)
})

test('what Socket.IO sends by itself leaves in one piece, not as a header and a rest', async () => {
  const { socket, names, wire } = await setUp({ transports: ['websocket'] })
  await expect.poll(() => wire.queuedBytes).toBe(0)
  const tcp = Object(tcpSocketUnder(socket.conn))
  const [write, writev] = [vi.spyOn(tcp, '_write'), vi.spyOn(tcp, '_writev')]
  socket.emit('user:changed', [somebody('Alice')])
  await expect.poll(() => names).toEqual(['Alice'])
  expect([write.mock.calls.length, writev.mock.calls.length]).toEqual([1, 0])
})

/** A connection whose client has asked so many things, none of which has been answered. */
async function asked(options: Partial<ManagerOptions>, count: number) {
  const { client, socket, wire } = await setUp(options)
  const answers: unknown[] = []
  const ids: number[] = []
  socket.onAny((event: string) => ids.push(Number(event.slice(1))))
  for (let index = 0; index < count; index += 1) {
    client.emit(`q${index}`, (answer: unknown) => answers.push(answer))
  }
  await expect.poll(() => ids.length).toBe(count)
  return { socket, wire, answers, ids }
}

test.for([
  { way: 'a WebSocket', options: { transports: ['websocket'] } },
  { way: 'long-polling', options: { transports: ['polling'] } },
])(
  '$way brings each answer to its question, also those of one turn and those behind something else',
  async ({ options }) => {
    const { wire, answers, ids } = await asked(options, 40)
    for (const id of ids) {
      // Those that follow wait behind something that a TCP socket does not take at once.
      if (id === 20) wire.send(encodeEvent('user:changed', [somebody('x'.repeat(5_000_000))]), Number.POSITIVE_INFINITY)
      wire.answer(id, { ok: true, data: `ü${id}` })
      if (id % 3 === 0) await new Promise(setImmediate)
    }
    await expect.poll(() => answers).toEqual(ids.map((id) => ({ ok: true, data: `ü${id}` })))
  },
)

test('the answers of one turn leave in one write', async () => {
  const { socket, wire, answers, ids } = await asked({ transports: ['websocket'] }, 10)
  await expect.poll(() => wire.queuedBytes).toBe(0)
  const tcp = Object(tcpSocketUnder(socket.conn))
  const [write, writev] = [vi.spyOn(tcp, '_write'), vi.spyOn(tcp, '_writev')]
  for (const id of ids) wire.answer(id, id)
  await expect.poll(() => answers).toEqual(ids)
  expect([write.mock.calls.length, writev.mock.calls.length]).toEqual([1, 0])
})

test('an answer to a connection that ends in the same turn is dropped', async () => {
  const { socket, wire, answers, ids } = await asked({ transports: ['websocket'], reconnection: false }, 1)
  wire.answer(ids[0] ?? 0, 'late')
  wire.cut()
  await expect.poll(() => socket.connected).toBe(false)
  await new Promise(setImmediate)
  expect(answers).toEqual([])
})

test('many large answers of one turn go where somebody who does not read is noticed', async () => {
  const { socket, wire, answers, ids } = await asked({ transports: ['websocket'] }, 10)
  const write = vi.spyOn(socket.conn, 'write')
  const large = 'x'.repeat(60_000)
  for (const id of ids) wire.answer(id, large)
  await expect.poll(() => answers).toEqual(ids.map(() => large))
  expect(write).toHaveBeenCalledTimes(10)
})
