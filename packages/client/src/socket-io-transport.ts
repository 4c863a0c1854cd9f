import type { ClientToServerEvents, ServerToClientEvents } from '@chat/protocol'
import { ERROR_CODES, type ErrorBody, isErrorCode, PROTOCOL_VERSION } from '@chat/protocol'
import { io, type Socket } from 'socket.io-client'
import { type Clock, systemClock } from './clock.ts'
import type { Transport, TransportConnection, TransportListener } from './transport.ts'

export interface SocketIoTransportOptions {
  /** Where the server is; in a browser the page's own if left out. */
  readonly url?: string
  /** A bearer token. Browsers leave it out and use their session cookie. */
  readonly token?: string
  /** Sent along with long-polling, and where the host allows it with WebSocket. */
  readonly extraHeaders?: Record<string, string>
  readonly clock?: Clock
}

/** A WebSocket that has not opened by then may be swallowed by a proxy: HTTP long-polling is tried first. */
const WEBSOCKET_PATIENCE_MS = 5_000

type TypedSocket = Socket<ServerToClientEvents, ClientToServerEvents>

/**
 * Carries the contract over Socket.IO: WebSocket, or HTTP long-polling where a network blocks it. Socket.IO's own
 * reconnection, retries and buffers stay off: they forget on a reload and do not know what is in the outbox.
 */
export function createSocketIoTransport(options: SocketIoTransportOptions = {}): Transport {
  const clock = options.clock ?? systemClock
  let websocketFirst = true

  function createSocket(): TypedSocket {
    const { token } = options
    const settings = {
      path: '/socket.io',
      auth: { protocol: PROTOCOL_VERSION, ...(token !== undefined && { token }) },
      transports: websocketFirst ? ['websocket', 'polling'] : ['polling', 'websocket'],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      autoConnect: false,
      withCredentials: true,
      // The client has a limit of its own for the whole attempt.
      timeout: 60_000,
      // As a header it comes with every request of long-polling, so that nobody else can take the connection up.
      extraHeaders: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...options.extraHeaders },
    }
    return options.url === undefined ? io(settings) : io(options.url, settings)
  }

  function open(listener: TransportListener): TransportConnection {
    let socket = listen(createSocket())
    const patience = clock.setTimeout(() => {
      if (socket.connected || !websocketFirst) return
      websocketFirst = false
      hangUp(socket)
      socket = listen(createSocket())
    }, WEBSOCKET_PATIENCE_MS)

    function listen(current: TypedSocket): TypedSocket {
      const closed = (reason?: unknown): void => {
        if (current !== socket) return
        clock.clearTimeout(patience)
        hangUp(current)
        listener.closed(reason)
      }
      current.on('connect', () => {
        clock.clearTimeout(patience)
        listener.opened()
      })
      current.on('connect_error', (error) => closed(refusalOf(error)))
      current.on('disconnect', () => closed())
      current.onAny((name: string, payload: unknown) => listener.received(name, payload))
      return current.connect()
    }

    return {
      request(name, input, answered) {
        // Not connected, Socket.IO would keep it and send it later.
        if (!socket.connected) return
        const carrier = answered ? socket : socket.volatile
        // biome-ignore lint/nursery/noUnsafeTypeAssertion: the name and the input came out of the contract together
        const emit = carrier.emit.bind(carrier) as (name: string, ...parts: unknown[]) => void
        emit(name, input, ...(answered ? [answered] : []))
      },
      close() {
        clock.clearTimeout(patience)
        hangUp(socket)
      },
    }
  }

  return { open }
}

/**
 * Why a connection was refused: in `data` where Socket.IO did. A request that was refused before it came that far has its
 * answer in the `context` of the error, with our code as `message` beside Engine.IO's number; only long-polling has one,
 * a WebSocket tells nothing.
 */
function refusalOf({ data, context }: Error & { data?: unknown; context?: unknown }): ErrorBody | unknown {
  if (data !== undefined) return data
  try {
    const { message }: { message?: unknown } = Object(JSON.parse(Object(context).responseText))
    if (typeof message === 'string' && isErrorCode(message)) {
      return { code: message, message: ERROR_CODES[message].meaning }
    }
  } catch {
    // A proxy's page, or nothing: no word of the server's.
  }
  return undefined
}

/** Closes a socket and stops listening to it. */
function hangUp(socket: TypedSocket): void {
  socket.offAny()
  socket.off()
  socket.disconnect()
}
