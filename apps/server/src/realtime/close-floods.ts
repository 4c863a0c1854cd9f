import type { Clock } from '../clock.ts'
import { mostPackets, type RateLimitSettings } from '../gate/rate-limit-settings.ts'
import type { ChatServer, ChatSocket } from './socket-server.ts'
import { onPing, tcpSocketUnder } from './wire.ts'

type EngineConnection = ChatSocket['conn']

/** How long packets are counted before the count begins anew. */
const WINDOW_MS = 10_000

/**
 * Cuts connections that bring far more than all limits together allow. To refuse something costs the server too, and what
 * asks for no answer cannot even be refused; so packets are counted below the gate, whatever is in them, and pings.
 *
 * @param settings undefined lets everything pass, as in the limits themselves
 */
export function closeFloods(io: ChatServer, settings: RateLimitSettings | undefined, clock: Clock): void {
  if (!settings) return
  const most = mostPackets(settings, WINDOW_MS / 1_000)

  io.engine.on('connection', (connection: EngineConnection) => {
    let since = clock.now()
    let taken = 0
    function count(): void {
      taken += 1
      if (taken <= most) return
      const now = clock.now()
      // As long ago as ahead: the clock may be set back.
      if (Math.abs(now - since) < WINDOW_MS) {
        cut(connection)
        return
      }
      since = now
      taken = 1
    }
    const countPings = () => onPing(connection, count)
    connection.on('packet', count)
    connection.on('upgrade', countPings)
    countPings()
  })
}

/** At once: a WebSocket that is closed in good form would go on taking in what comes. */
function cut(connection: EngineConnection): void {
  const tcp = tcpSocketUnder(connection)
  if (tcp) tcp.destroy()
  else connection.close(true)
}
