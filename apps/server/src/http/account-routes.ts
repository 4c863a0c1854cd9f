import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { CLIENT_ADDRESS_HEADER } from '../accounts/client-address.ts'
import type { Config } from '../config.ts'
import { ChatError } from '../gate/chat-error.ts'
import { takeBodiesAsTheyCome } from './raw-bodies.ts'
import { toWebHeaders } from './web-headers.ts'

/** Generous, since a school or an office may share one address. */
const SIGN_INS_PER_MINUTE = 100

/** Passes /api/auth on to the accounts, with the client's address as this server sees it. */
export async function addAccountRoutes(
  server: FastifyInstance,
  { accounts, config }: { accounts: Accounts; config: Pick<Config, 'rateLimits'> },
): Promise<void> {
  if (config.rateLimits) await server.register(rateLimit, { global: false })

  await server.register((routes, _options, registered) => {
    // The accounts parse the body themselves.
    takeBodiesAsTheyCome(routes)

    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!isPlainPath(request.url)) return reply.callNotFound()
      return sendResponse(reply, await accounts.handle(toWebRequest(request)))
    }

    routes.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      handlerTimeout: 10_000,
      handler,
    })
    routes.route({
      method: 'POST',
      url: '/api/auth/sign-in/*',
      handlerTimeout: 10_000,
      config: {
        rateLimit: {
          max: SIGN_INS_PER_MINUTE,
          timeWindow: 60_000,
          errorResponseBuilder: (_request, { ttl }) =>
            new ChatError('RATE_LIMITED', 'Too many sign-ins from this address.', { retryAfterMs: ttl }),
        },
      },
      handler,
    })
    registered()
  })
}

/**
 * Whether a path means to the accounts what it meant to the router. One with `..` or a backslash does not, and would come
 * by without the limits of the route that it ends at.
 */
function isPlainPath(url: string): boolean {
  const [path = ''] = url.split('?')
  return new URL(url, 'http://localhost').pathname === path
}

function toWebRequest({ method, url, headers, body, ip }: FastifyRequest): Request {
  const webHeaders = toWebHeaders(headers)
  webHeaders.set(CLIENT_ADDRESS_HEADER, ip)
  return new Request(`http://localhost${url}`, {
    method,
    headers: webHeaders,
    body: Buffer.isBuffer(body) && body.length > 0 ? new Uint8Array(body) : null,
  })
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') reply.header(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.header('cache-control', 'no-store').send(Buffer.from(await response.arrayBuffer()))
}
