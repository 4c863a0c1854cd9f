import type { ErrorBody } from '@chat/protocol'
import type { ConnectionState } from './chat-client.ts'
import type { Clock } from './clock.ts'
import { advanceConnection, type ConnectionEvent, describeConnection, initialConnection } from './connection-state.ts'
import type { Network } from './network.ts'
import { RequestError } from './request-error.ts'
import { type Ask, createRequests, readReason, type Tell } from './requests.ts'
import { isSignedOut } from './session-codes.ts'
import type { ReadableStore } from './store.ts'
import type { Transport, TransportConnection } from './transport.ts'
import { createStore } from './writable-store.ts'

/** How long a connection may take to be accepted. Generous: behind a slow network the transport tries two ways. */
export const CONNECT_TIMEOUT_MS = 20_000

export interface ConnectionOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly transport: Transport
  readonly network: Network
  /** Catches up on a new connection, and again when the device `woke`. The connection counts once this resolves. */
  readonly synchronise: (ask: Ask) => Promise<void>
  readonly onReady: () => void
  /** The connection that was ready is no more. */
  readonly onLost: () => void
  readonly onEnded: (error: ErrorBody) => void
  readonly onEvent: (name: string, payload: unknown) => void
  readonly onUnreadable: (name: string) => void
}

export interface Connection {
  readonly state: ReadableStore<ConnectionState>
  readonly ask: Ask
  readonly tell: Tell
  isReady(): boolean
  /** Says that it will start. */
  prepare(): void
  start(): void
  stop(): void
  reconnectNow(): void
  /** The server will close the connection within this time. */
  drain(moveWithinMs: number): void
  /** The server has ended the session. */
  end(error: ErrorBody): void
}

/** Keeps one connection: opens it, catches up, opens it again. The decisions are `advanceConnection`'s. */
export function createConnection(options: ConnectionOptions): Connection {
  const { clock, transport, network } = options
  let machine = initialConnection(network.isOnline())
  const state = createStore(describeConnection(machine))
  let link: { connection: TransportConnection; ask: Ask; tell: Tell; abandon: () => void } | undefined
  let timer: unknown
  let unsubscribe: (() => void) | undefined

  function dispatch(event: ConnectionEvent): void {
    const before = machine
    machine = advanceConnection(machine, event, { now: clock.now(), random: options.random })
    if (machine.phase !== before.phase) {
      clock.clearTimeout(timer)
      if (machine.phase.at !== 'syncing' && machine.phase.at !== 'ready') closeLink()
      if (before.phase.at === 'ready') options.onLost()
      enter()
    }
    publish()
  }

  function enter(): void {
    const { phase } = machine
    if (phase.at === 'connecting') openLink()
    else if (phase.at === 'syncing') void catchUp()
    else if (phase.at === 'ready') options.onReady()
    else if (phase.at === 'waiting')
      timer = clock.setTimeout(() => dispatch({ type: 'due' }), phase.retryAt - clock.now())
    else if (phase.at === 'ended') options.onEnded(phase.error)
  }

  function publish(): void {
    const next = describeConnection(machine)
    if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next)
  }

  function openLink(): void {
    timer = clock.setTimeout(() => dispatch({ type: 'lost' }), CONNECT_TIMEOUT_MS)
    // Only the latest connection is listened to, whatever an older one still has to say.
    const current = (): boolean => link?.connection === connection
    const connection = transport.open({
      opened: () => current() && dispatch({ type: 'opened' }),
      closed: (reason) => current() && dispatch({ type: 'lost', error: readReason(reason) }),
      received: (name, payload) => current() && options.onEvent(name, payload),
    })
    link = { connection, ...createRequests(connection, clock, options.onUnreadable) }
  }

  function closeLink(): void {
    const closing = link
    link = undefined
    closing?.connection.close()
    closing?.abandon()
  }

  const ask: Ask = async (definition, input) => {
    const asked = link
    if (!asked) throw new RequestError('DISCONNECTED', 'Not connected')
    try {
      return await asked.ask(definition, input)
    } catch (error) {
      if (error instanceof RequestError && error.body && isSignedOut(error.code) && asked === link) end(error.body)
      throw error
    }
  }

  async function catchUp(): Promise<void> {
    const caughtUp = link
    try {
      await options.synchronise(ask)
      if (caughtUp === link) dispatch({ type: 'synced' })
    } catch (error) {
      const refusal = error instanceof RequestError ? error.body : undefined
      // A connection that is ready and whose server answers is worth more than catching up once more.
      const harmless = refusal !== undefined && machine.phase.at === 'ready'
      if (caughtUp === link && !harmless) dispatch({ type: 'lost', error: refusal })
      if (!(error instanceof RequestError)) throw error
    }
  }

  function onHint(hint: 'online' | 'offline' | 'woke'): void {
    if (hint !== 'woke') dispatch({ type: hint })
    else if (machine.phase.at === 'waiting') dispatch({ type: 'retry' })
    // Catches up, and finds out whether the connection has survived the sleep.
    else if (machine.phase.at === 'ready') void catchUp()
  }

  function end(error: ErrorBody): void {
    dispatch({ type: 'ended', error })
  }

  return {
    state,
    ask,
    tell: (definition, input) => link?.tell(definition, input),
    end,
    isReady: () => machine.phase.at === 'ready',
    prepare: () => dispatch({ type: 'prepare' }),
    start() {
      unsubscribe ??= network.subscribe(onHint)
      dispatch({ type: network.isOnline() ? 'online' : 'offline' })
      dispatch({ type: 'start' })
    },
    stop() {
      unsubscribe?.()
      unsubscribe = undefined
      dispatch({ type: 'stop' })
    },
    reconnectNow: () => dispatch({ type: 'retry' }),
    drain: (moveWithinMs) => dispatch({ type: 'draining', moveWithinMs }),
  }
}
