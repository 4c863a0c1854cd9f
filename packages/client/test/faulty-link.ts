import type { ErrorBody, UserId } from '@chat/protocol'
import type { Clock } from '../src/clock.ts'
import type { Transport, TransportConnection, TransportListener } from '../src/transport.ts'
import type { ModelConnection, ModelServer } from './model-server.ts'

/** What can go wrong, as probabilities, and how often it did. */
export interface Faults {
  lose: number
  double: number
  /** How long a frame may take; each takes its own time, so they overtake each other. */
  delayMs: number
  /** Frames that arrive as something that is not in the contract. */
  garble: number
  /** Requests that the server answers with a code that is worth another try. */
  fail: number
  down: boolean
  /** What the server says to whoever connects. */
  refuse?: ErrorBody
}

export const NO_FAULTS: Faults = { lose: 0, double: 0, delayMs: 20, garble: 0, fail: 0, down: false }

export interface LinkWitnesses {
  lostRequests: number
  lostAcks: number
  lostFrames: number
  doubledAcks: number
  doubledFrames: number
  garbledFrames: number
  overtakings: number
  cuts: number
  refusedConnections: number
  failedRequests: number
}

export interface FaultyLink extends Transport {
  /** The connection breaks now; what is on its way is lost. */
  cut(): void
}

/** The way between a client and the model server. */
export function createFaultyLink(options: {
  server: ModelServer
  clock: Clock
  random: () => number
  faults: Faults
  witnesses: LinkWitnesses
  userId: () => UserId
}): FaultyLink {
  const { server, clock, random, faults, witnesses } = options
  let cutCurrent = (): void => {}

  function open(listener: TransportListener): TransportConnection {
    let alive = true
    const userId = options.userId()
    let departures = 0
    let latestArrival = 0
    const server_: ModelConnection = {
      userId,
      send: (name, payload) => carry('Frames', () => listener.received(name, garble(payload))),
      close: (reason) => end(reason),
    }

    const end = (reason?: unknown): void => {
      if (!hangUp()) return
      witnesses.cuts += 1
      listener.closed(reason)
    }
    const hangUp = (): boolean => {
      const was = alive
      alive = false
      server.disconnect(server_)
      return was
    }
    cutCurrent = end

    const garble = (payload: unknown): unknown => {
      if (random() >= faults.garble) return payload
      witnesses.garbledFrames += 1
      return { ...Object(payload), messages: 'garbled' }
    }
    const soon = (run: () => void): void => {
      departures += 1
      const departure = departures
      clock.setTimeout(() => {
        if (!alive) return
        if (departure < latestArrival) witnesses.overtakings += 1
        latestArrival = Math.max(latestArrival, departure)
        run()
      }, random() * faults.delayMs)
    }
    /** Carries something over, or does not, or twice. */
    const carry = (what: 'Frames' | 'Acks', arrive: () => void): void => {
      if (!alive) return
      if (random() < faults.lose) {
        witnesses[`lost${what}`] += 1
        return
      }
      soon(arrive)
      if (random() >= faults.double) return
      witnesses[`doubled${what}`] += 1
      soon(arrive)
    }
    const answer = (name: string, input: unknown): unknown => {
      if (random() >= faults.fail) return server.handle(userId, name, input)
      witnesses.failedRequests += 1
      const code = (['INTERNAL', 'OVERLOADED', 'RATE_LIMITED', 'DRAINING'] as const)[Math.floor(random() * 4)]
      return { ok: false, error: { code, message: 'not now', retryAfterMs: Math.floor(random() * 500) } }
    }

    soon(() => {
      if (faults.down || random() < faults.lose) {
        witnesses.refusedConnections += 1
        const body: ErrorBody = { code: 'OVERLOADED', message: 'too many', retryAfterMs: 300 }
        alive = false
        listener.closed(faults.down ? undefined : body)
        return
      }
      if (faults.refuse) {
        alive = false
        listener.closed(faults.refuse)
        return
      }
      server.connect(server_)
      listener.opened()
    })

    return {
      close: () => void hangUp(),
      request(name, input, answered) {
        if (!alive) return
        if (random() < faults.lose) {
          witnesses.lostRequests += 1
          return
        }
        // What goes over the wire is a copy.
        const sent = structuredClone(input)
        soon(() => {
          const ack = answer(name, sent)
          if (answered) carry('Acks', () => answered(structuredClone(ack)))
        })
      },
    }
  }

  return { open, cut: () => cutCurrent() }
}
