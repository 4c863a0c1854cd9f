import { getUsers, limits } from '@chat/protocol'
import { expect, test } from 'vitest'
import { clientFrame, opcode, openBareWebSocket } from '../../test/bare-web-socket.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

/** The header of a frame that says that it has so many bytes, in eight. */
function announcing(bytes: bigint): Buffer {
  const header = Buffer.from([opcode.text, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  header.writeBigUInt64BE(bytes, 2)
  return header
}

const BEGINS = 0x01
const GOES_ON = 0x00
const pieces = (count: number, size: number) => [
  clientFrame(BEGINS, '4'),
  ...Array.from({ length: count }, () => clientFrame(GOES_ON, 'x'.repeat(size))),
]

const PROTOCOL_ERROR = 1002
const NOT_UTF8 = 1007
const TOO_MUCH = 1008
const TOO_LARGE = 1009

test.for<[what: string, frames: Buffer[], closedWith: number]>([
  ['a frame without a mask', [Buffer.from([opcode.text, 2, 0x34, 0x30])], PROTOCOL_ERROR],
  ['a kind of frame that there is none of', [clientFrame(0x83, '40')], PROTOCOL_ERROR],
  ['a compressed frame, which nobody has agreed to', [clientFrame(0xc1, '40')], PROTOCOL_ERROR],
  ['a ping with more in it than a ping has', [clientFrame(opcode.ping, 'x'.repeat(126))], PROTOCOL_ERROR],
  ['the end of a message that has not begun', [clientFrame(0x80, 'x')], PROTOCOL_ERROR],
  ['bytes that are no UTF-8', [clientFrame(opcode.text, Buffer.from([0x34, 0xff, 0xfe]))], NOT_UTF8],
  ['the announcement of a frame that is a little too large', [announcing(BigInt(limits.frameBytes + 1))], TOO_LARGE],
  ['the announcement of a frame of nine exabytes', [announcing(2n ** 63n - 1n)], TOO_LARGE],
  ['the announcement of a frame of more than that', [announcing(2n ** 64n - 1n)], TOO_LARGE],
  ['a message that grows too large in pieces', pieces(80, 1_000), TOO_LARGE],
  ['a message in a hundred thousand pieces of nothing', pieces(100_000, 0), TOO_MUCH],
])('%s ends the connection that it came by, and no other', async ([, frames, closedWith]) => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { tcp } = await openBareWebSocket(url)
  const received: Buffer[] = []
  tcp.on('data', (data) => received.push(data))
  const ended = new Promise((resolve) => tcp.once('end', resolve))
  tcp.write(Buffer.concat(frames))
  await ended
  const close = Buffer.concat(received).subarray(-4)
  expect(close).toEqual(Buffer.from([0x88, 2, closedWith >> 8, closedWith & 255]))
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
})

test('nothing is compressed, whatever a client offers', async () => {
  const { url } = await startServer()
  const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'
  const { answer } = await openBareWebSocket(url, [offer])
  expect(answer).toMatch(/^HTTP\/1\.1 101 /)
  expect(answer).not.toMatch(/extensions/i)
})
