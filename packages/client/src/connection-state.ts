import type { ErrorBody } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { ConnectionState } from './chat-client.ts'
import { endsSession } from './session-codes.ts'

/** `attempt` counts the attempts since the last connection that held; 0 is the first. */
export type ConnectionPhase =
  | { readonly at: 'stopped' }
  /** About to connect: what is cached comes first. */
  | { readonly at: 'preparing' }
  | { readonly at: 'connecting'; readonly attempt: number }
  /** Connected, but what was missed is not here yet. */
  | { readonly at: 'syncing'; readonly attempt: number }
  | { readonly at: 'ready'; readonly attempt: number; readonly since: number }
  | { readonly at: 'waiting'; readonly attempt: number; readonly retryAt: number }
  | { readonly at: 'ended'; readonly error: ErrorBody }

export interface ConnectionMachine {
  readonly phase: ConnectionPhase
  /** What the device says. */
  readonly online: boolean
  /** The server is about to stop: come back at a random moment within this time, so that not everybody comes at once. */
  readonly moveWithinMs?: number
}

type Step = 'prepare' | 'start' | 'stop' | 'opened' | 'synced' | 'due' | 'retry'
type Trouble =
  | { readonly type: 'lost'; readonly error?: ErrorBody | undefined }
  | { readonly type: 'ended'; readonly error: ErrorBody }
  | { readonly type: 'draining'; readonly moveWithinMs: number }

export type ConnectionEvent = { readonly type: Step | 'online' | 'offline' } | Trouble

/** What a step needs of the world. */
export interface Chance {
  readonly now: number
  readonly random: () => number
}

/** A connection that was lost sooner than this counts as a failed attempt: a server may accept and drop in a loop. */
export const STABLE_AFTER_MS = 10_000
/** How often to try while the device says that there is no network. It can be wrong: a server on the same machine. */
export const OFFLINE_RETRY_MS = 30_000

export function initialConnection(online: boolean): ConnectionMachine {
  return { phase: { at: 'stopped' }, online }
}

/** One step of the machine. It returns the same `phase` object where the event changes nothing. */
export function advanceConnection(
  machine: ConnectionMachine,
  event: ConnectionEvent,
  chance: Chance,
): ConnectionMachine {
  switch (event.type) {
    case 'lost':
    case 'ended':
    case 'draining':
      return isUp(machine.phase) ? trouble(machine, machine.phase, event, chance) : machine
    case 'online':
      return becomeOnline({ ...machine, online: true })
    case 'offline':
      return becomeOffline({ ...machine, online: false }, chance)
    default:
      return proceed(machine, event.type, chance)
  }
}

/** What a status line shows. */
export function describeConnection({ phase, online }: ConnectionMachine): ConnectionState {
  if (phase.at === 'ready') return { status: 'connected' }
  if (phase.at === 'stopped') return { status: 'stopped' }
  if (phase.at === 'ended') return { status: 'ended', error: phase.error }
  if (!online) return { status: 'offline' }
  if (phase.at === 'waiting') return { status: 'reconnecting', attempt: phase.attempt, retryAt: phase.retryAt }
  return { status: 'connecting' }
}

type UpPhase = Extract<ConnectionPhase, { at: 'connecting' | 'syncing' | 'ready' }>

function isUp(phase: ConnectionPhase): phase is UpPhase {
  return phase.at === 'connecting' || phase.at === 'syncing' || phase.at === 'ready'
}

function connecting({ online }: ConnectionMachine, attempt: number): ConnectionMachine {
  return { online, phase: { at: 'connecting', attempt } }
}

function proceed(machine: ConnectionMachine, type: Step, { now }: Chance): ConnectionMachine {
  const { phase, online } = machine
  const step = `${phase.at} ${type}` as const
  if (type === 'stop') return phase.at === 'stopped' ? machine : initialConnection(online)
  if (step === 'stopped prepare') return { online, phase: { at: 'preparing' } }
  if (step === 'stopped start' || step === 'preparing start' || step === 'ended retry') return connecting(machine, 0)
  if (phase.at === 'waiting' && (type === 'due' || type === 'retry')) return connecting(machine, phase.attempt)
  if (phase.at === 'connecting' && type === 'opened') {
    return { ...machine, phase: { at: 'syncing', attempt: phase.attempt } }
  }
  if (phase.at === 'syncing' && type === 'synced') {
    return { online, phase: { at: 'ready', attempt: phase.attempt, since: now } }
  }
  return machine
}

function trouble(machine: ConnectionMachine, phase: UpPhase, event: Trouble, chance: Chance): ConnectionMachine {
  if (event.type === 'draining') return { ...machine, moveWithinMs: event.moveWithinMs }
  const { error } = event
  if (error && (event.type === 'ended' || endsSession(error.code))) {
    return { online: machine.online, phase: { at: 'ended', error } }
  }
  return wait(machine, phase, error?.retryAfterMs ?? 0, chance)
}

function wait(machine: ConnectionMachine, phase: UpPhase, retryAfterMs: number, chance: Chance): ConnectionMachine {
  const { online, moveWithinMs } = machine
  const { now, random } = chance
  const held = phase.at === 'ready' && now - phase.since >= STABLE_AFTER_MS
  const attempt = held ? 1 : phase.attempt + 1
  const jittered = moveWithinMs === undefined ? backOff(attempt, random) : Math.round(random() * moveWithinMs)
  const retryAt = now + (online ? retryAfterMs + jittered : OFFLINE_RETRY_MS)
  return { online, phase: { at: 'waiting', attempt, retryAt } }
}

function becomeOnline(machine: ConnectionMachine): ConnectionMachine {
  return machine.phase.at === 'waiting' ? connecting(machine, 0) : machine
}

function becomeOffline(machine: ConnectionMachine, { now }: Chance): ConnectionMachine {
  const { phase, online } = machine
  if (!isUp(phase) && phase.at !== 'waiting') return machine
  return { online, phase: { at: 'waiting', attempt: phase.attempt, retryAt: now + OFFLINE_RETRY_MS } }
}
