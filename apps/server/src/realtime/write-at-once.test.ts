import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { TLSSocket } from 'node:tls'
import { expect, onTestFinished, test, vi } from 'vitest'
import { writeAtOnce } from './write-at-once.ts'

/** Both ends of a connection, of which the other one reads nothing yet. */
async function setUp() {
  const server = createServer({ noDelay: true, pauseOnConnect: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const other = await accepted
  onTestFinished(() => {
    socket.destroy()
    other.destroy()
    server.close()
  })
  return { socket, other }
}

/** Numbers in a row, so that anything out of place is seen. */
function pattern(length: number): Buffer {
  return Buffer.from(Uint32Array.from({ length: length / 4 }, (_, index) => index).buffer)
}

/** Fills what the operating system holds for a connection, past the stream; that grows while there is more to hold. */
async function fill(socket: Socket): Promise<Buffer> {
  const { fd } = Object(socket)._handle
  const taken: Buffer[] = []
  await expect
    .poll(() => {
      const before = taken.length
      try {
        for (;;) {
          const some = Buffer.alloc(65_536, taken.length)
          taken.push(some.subarray(0, writeSync(fd, some)))
        }
      } catch {
        return taken.length - before
      }
    })
    .toBe(0)
  return Buffer.concat(taken)
}

test('what fits goes out without the stream', async () => {
  const { socket, other } = await setUp()
  const write = vi.spyOn(socket, 'write')
  writeAtOnce(socket, Buffer.from('one '))
  writeAtOnce(socket, Buffer.from('two'))
  expect(write).not.toHaveBeenCalled()
  socket.end()
  expect(String(await buffer(other))).toBe('one two')
})

test('what the connection does not take at once follows by the stream, each byte once', async () => {
  const { socket, other } = await setUp()
  const bytes = pattern(20_000_000)
  writeAtOnce(socket, bytes)
  expect(socket.writableLength).toBeGreaterThan(0)
  expect(socket.writableLength).toBeLessThan(bytes.length)
  socket.end()
  expect((await buffer(other)).equals(bytes)).toBe(true)
})

test('to a connection that is full everything goes by the stream', async () => {
  const { socket, other } = await setUp()
  const before = await fill(socket)
  writeAtOnce(socket, Buffer.from('behind it'))
  expect(socket.writableLength).toBe(9)
  socket.end()
  expect((await buffer(other)).equals(Buffer.concat([before, Buffer.from('behind it')]))).toBe(true)
})

test('a connection that the other side has broken ends by its own error, and nothing is thrown', async () => {
  const { socket, other } = await setUp()
  other.resetAndDestroy()
  const error = once(socket, 'error')
  const ended = error.then(([{ code }]) => code)
  writeAtOnce(socket, pattern(4_000_000))
  expect(['EPIPE', 'ECONNRESET']).toContain(await ended)
})

test('a closed connection takes nothing, and neither does what has its number now', async () => {
  const { socket } = await setUp()
  const { fd } = Object(socket)._handle
  writeAtOnce(socket, Buffer.from('somebody'))
  socket.destroy()
  const folder = mkdtempSync(join(tmpdir(), 'chat-descriptor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file')
  // A file is given the lowest number that is free.
  const opened = Array.from({ length: 10 }, () => openSync(path, 'a'))
  onTestFinished(() => opened.forEach(closeSync))
  expect(opened).toContain(fd)
  writeAtOnce(socket, Buffer.from('nobody'))
  expect(readFileSync(path, 'utf8')).toBe('')
})

test('what is encrypted is never written past the encryption', async () => {
  const { socket, other } = await setUp()
  const secure = new TLSSocket(socket)
  secure.on('error', () => {})
  const write = vi.spyOn(secure, 'write')
  writeAtOnce(secure, Buffer.from('secret'))
  expect(write).toHaveBeenCalledOnce()
  secure.destroy()
  socket.destroy()
  expect(String(await buffer(other))).not.toContain('secret')
})
