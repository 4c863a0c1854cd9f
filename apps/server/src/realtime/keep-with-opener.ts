import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { sessionCookieName } from '../accounts/session-cookie.ts'
import { signedTokenOf } from '../accounts/signed-token.ts'
import type { Config } from '../config.ts'
import { checkOrigin } from './handshake.ts'
import type { ChatServer, ChatSocket } from './socket-server.ts'

/** A request as Engine.IO hands it on. */
interface EngineRequest extends IncomingMessage {
  /** The query string as Engine.IO itself reads it, so that nothing in it can be read in two ways. */
  readonly _query: Readonly<Record<string, string>>
}

/**
 * Keeps every connection with whoever has opened it. Where one is carried by several HTTP requests (long-polling, the change
 * to a WebSocket) Engine.IO knows it by its `sid` alone, which stands in addresses and so in the logs of proxies, and asks
 * nobody about any request but the first. Those that follow must come from where that one may come from, and bring the
 * session that it brought.
 *
 * JSONP, which hands what we answer to the pages of other sites, is refused altogether.
 */
export function keepWithOpener(io: ChatServer, config: Pick<Config, 'publicUrl' | 'allowedOrigins'>): void {
  const cookieName = sessionCookieName(config)
  const sessionOf = ({ cookie, authorization }: IncomingHttpHeaders) =>
    signedTokenOf({
      headers: new Headers({ ...(cookie !== undefined && { cookie }), ...(authorization && { authorization }) }),
      cookieName,
    })

  const openedWith = new WeakMap<ChatSocket['conn'], string>()
  io.engine.on('connection', (connection: ChatSocket['conn']) => {
    const session = sessionOf(connection.request.headers)
    if (session !== undefined) openedWith.set(connection, session)
  })

  function isTheirs({ headers, _query: { sid } }: EngineRequest): boolean {
    const connections = io.engine['clients']
    // What nobody has opened, Engine.IO refuses by itself.
    const opened = sid !== undefined && Object.hasOwn(connections, sid) ? connections[sid] : undefined
    if (!opened) return true
    return !checkOrigin({ headers, config }) && sessionOf(headers) === openedWith.get(opened)
  }

  io.engine.use((request: EngineRequest, _response: unknown, next: (refusal?: Error) => void) => {
    if (request._query['j'] !== undefined) return next(new Error('JSONP is not served'))
    next(isTheirs(request) ? undefined : new Error('somebody else has opened this connection'))
  })
}
