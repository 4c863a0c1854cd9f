import { writeSync } from 'node:fs'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * Writes to a TCP socket that has nothing waiting, without the stream above its file descriptor, which takes a fifth of
 * what a small write costs. What the operating system does not take at once goes through the stream, and so does
 * everything where there is no descriptor to be had: with TLS, on Windows, once the socket is closed.
 */
export function writeAtOnce(socket: Socket, bytes: Uint8Array): void {
  const descriptor = descriptorOf(socket)
  const written = descriptor === undefined ? 0 : tryToWrite(descriptor, bytes)
  if (written < bytes.length) socket.write(bytes.subarray(written))
}

/** @returns how many bytes were taken; none where the connection is full or broken, which the stream finds out again */
function tryToWrite(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes)
  } catch {
    return 0
  }
}

/** The name is Node's own, and the descriptor asked for anew each time: a closed one's number is given to the next. */
function descriptorOf(socket: Socket): number | undefined {
  if (socket instanceof TLSSocket || !('_handle' in socket)) return
  const { _handle: handle } = socket
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return
  const { fd } = handle
  return typeof fd === 'number' && fd >= 0 ? fd : undefined
}
