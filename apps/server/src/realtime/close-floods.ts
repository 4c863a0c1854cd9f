import type { Clock } from '../clock.ts'
import { mostPackets, type RateLimitSettings } from '../gate/rate-limit-settings.ts'
import { closeFrame } from './close-frame.ts'
import type { ChatServer, ChatSocket } from './socket-server.ts'
import { tcpSocketUnder, webSocketUnder } from './wire.ts'

type EngineConnection = ChatSocket['conn']

/** How long packets are counted before the count begins anew. */
const WINDOW_MS = 10_000

/** What a connection has brought since a moment. */
interface Count {
  readonly connection: EngineConnection
  since: number
  taken: number
}

/**
 * Cuts connections that bring far more than all limits together allow. To refuse something costs the server too, and what
 * asks for no answer cannot even be refused; so packets are counted below the gate, whatever is in them, and pings.
 *
 * @param settings undefined lets everything pass, as in the limits themselves
 */
export function closeFloods(io: ChatServer, settings: RateLimitSettings | undefined, clock: Clock): void {
  if (!settings) return
  const most = mostPackets(settings, WINDOW_MS / 1_000)
  /** By the connection, and by the WebSocket under it. */
  const counts = new WeakMap<object, Count>()

  // Shared by all connections, as a closure for each would cost memory: called with what is counted as `this`.
  function take(this: object): void {
    const count = counts.get(this)
    if (!count) return
    count.taken += 1
    if (count.taken <= most) return
    const now = clock.now()
    // As long ago as ahead: the clock may be set back.
    if (Math.abs(now - count.since) < WINDOW_MS) {
      cut(count.connection)
      return
    }
    count.since = now
    count.taken = 1
  }
  function takePings(this: EngineConnection): void {
    const webSocket = webSocketUnder(this)
    const count = counts.get(this)
    if (!webSocket || !count) return
    counts.set(webSocket, count)
    // ws answers a ping, and engine.io hears nothing of it.
    webSocket.on('ping', take)
  }

  io.engine.on('connection', (connection: EngineConnection) => {
    counts.set(connection, { connection, since: clock.now(), taken: 0 })
    connection.on('packet', take)
    connection.on('upgrade', takePings)
    takePings.call(connection)
  })
}

/** 1008 is a policy that was violated (RFC 6455, section 7.4.1). */
const FAREWELL = closeFrame(1008, 'Too many requests at once. Wait for answers before you ask for more.')

/**
 * At once: a WebSocket that is closed in good form would go on taking in what comes. Why, it is told all the same, where
 * nothing waits before that.
 */
function cut(connection: EngineConnection): void {
  const tcp = tcpSocketUnder(connection)
  if (!tcp) {
    connection.close(true)
    return
  }
  if (tcp.writableLength === 0) tcp.write(FAREWELL)
  tcp.destroy()
}
