import type { Socket } from 'node:net'
import { ERROR_CODES, type ErrorBody } from '@chat/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ChatError } from '../gate/chat-error.ts'
import { isStorageFull, toRefusal } from '../gate/to-refusal.ts'
import { codeOfStatus, STATUS_OF } from './status-codes.ts'

/** Answers what a route threw: a code of the contract, never a stack, a path or the text of somebody else's error. */
export function answerError(error: FastifyError | ChatError, request: FastifyRequest, reply: FastifyReply): void {
  const body = error instanceof ChatError ? error.toBody() : describe(error)
  const status = STATUS_OF[body.code]
  if (status === STATUS_OF.INTERNAL || status === STATUS_OF.STORAGE_FULL)
    request.log.error({ err: error }, 'request failed')
  if (body.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(body.retryAfterMs / 1_000))
  reply.code(status).header('cache-control', 'no-store').send({ error: body })
}

function describe(error: FastifyError): ErrorBody {
  if (isStorageFull(error)) return toRefusal(error).toBody()
  const { statusCode, message } = error
  const code = codeOfStatus(statusCode ?? 500)
  // Fastify words its own refusals for the client; a failure's text is for the log.
  return { code, message: code === 'VALIDATION_FAILED' ? message : ERROR_CODES[code].meaning }
}

/**
 * Answers what is not even HTTP, or comes too slowly. Node closes the connection whatever happens here.
 *
 * @param error tells by its code what is wrong with the bytes
 */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (socket.writable) {
    const body = JSON.stringify({ error: { code: 'VALIDATION_FAILED', message: 'This is not a valid HTTP request.' } })
    socket.write(
      `${statusLine(error.code)}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
        `Connection: close\r\n\r\n${body}`,
    )
  }
  socket.destroy(error)
}

function statusLine(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'HTTP/1.1 408 Request Timeout'
  if (code === 'HPE_HEADER_OVERFLOW') return 'HTTP/1.1 431 Request Header Fields Too Large'
  return 'HTTP/1.1 400 Bad Request'
}
