import type { ErrorBody } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import {
  advanceConnection,
  type ConnectionEvent,
  type ConnectionMachine,
  describeConnection,
  initialConnection,
  OFFLINE_RETRY_MS,
} from './connection-state.ts'

const NOW = 1_000_000

function run(events: readonly (ConnectionEvent | ConnectionEvent['type'])[], options: { online?: boolean } = {}) {
  return events.reduce<ConnectionMachine>(
    (machine, event) => step(machine, event),
    initialConnection(options.online ?? true),
  )
}

function step(machine: ConnectionMachine, event: ConnectionEvent | ConnectionEvent['type'], now = NOW, random = 1) {
  const whole = typeof event === 'string' ? ({ type: event } as ConnectionEvent) : event
  return advanceConnection(machine, whole, { now, random: () => random })
}

function refused(code: ErrorBody['code'], retryAfterMs?: number): ConnectionEvent {
  return { type: 'lost', error: { code, message: code, ...(retryAfterMs !== undefined && { retryAfterMs }) } }
}

function delayOf(machine: ConnectionMachine): number {
  return machine.phase.at === 'waiting' ? machine.phase.retryAt - NOW : Number.NaN
}

describe('the connection', () => {
  it('counts as connected once what was missed is there', () => {
    expect(describeConnection(run([])).status).toBe('stopped')
    expect(describeConnection(run(['prepare'])).status).toBe('connecting')
    expect(describeConnection(run(['start'])).status).toBe('connecting')
    expect(describeConnection(run(['start', 'opened'])).status).toBe('connecting')
    expect(describeConnection(run(['start', 'opened', 'synced'])).status).toBe('connected')
  })

  it('is tried again after a wait that doubles up to thirty seconds', () => {
    let machine = run(['start'])
    const delays = Array.from({ length: 9 }, () => {
      machine = step(machine, 'lost')
      const delay = delayOf(machine)
      machine = step(machine, 'due')
      return delay
    })
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('is tried again at any moment of that wait, so that not everybody comes at once', () => {
    expect(delayOf(step(run(['start']), 'lost', NOW, 0))).toBe(0)
    expect(delayOf(step(run(['start']), 'lost', NOW, 0.5))).toBe(250)
  })

  it('is not tried before the server wants it', () => {
    expect(delayOf(run(['start', refused('OVERLOADED', 9_000)]))).toBe(9_500)
  })

  it('comes back to a server that restarts at a random moment of the time it was given', () => {
    const machine = run(['start', 'opened', 'synced', { type: 'draining', moveWithinMs: 5_000 }])
    expect(describeConnection(machine).status).toBe('connected')
    expect(delayOf(step(machine, 'lost', NOW, 0.4))).toBe(2_000)
    expect(delayOf(step(step(step(machine, 'lost'), 'due'), 'lost'))).toBe(1_000)
  })

  it('waits ever longer when the server takes it and drops it at once', () => {
    const dropped = run(['start', 'opened', 'synced', 'lost', 'due', 'opened', 'synced', 'lost'])
    expect(delayOf(dropped)).toBe(1_000)
  })

  it('begins anew after a connection that held', () => {
    const long = run(['start', 'lost', 'due', 'lost', 'due', 'opened', 'synced'])
    const lost = step(long, 'lost', NOW + 60_000)
    expect(lost.phase).toEqual({ at: 'waiting', attempt: 1, retryAt: NOW + 60_000 + 500 })
  })

  it.each(['AUTH_REQUIRED', 'AUTH_EXPIRED', 'ORIGIN_REJECTED', 'UPGRADE_REQUIRED', 'FORBIDDEN'] as const)(
    'ends where waiting does not help: %s',
    (code) => {
      const ended = run(['start', refused(code)])
      expect(describeConnection(ended)).toMatchObject({ status: 'ended', error: { code } })
      expect(step(ended, 'due')).toBe(ended)
      expect(step(ended, 'online').phase).toBe(ended.phase)
    },
  )

  it.each(['RATE_LIMITED', 'DRAINING', 'OVERLOADED', 'INTERNAL'] as const)(
    'goes on where waiting helps: %s',
    (code) => {
      expect(describeConnection(run(['start', refused(code)])).status).toBe('reconnecting')
    },
  )

  it('ends when the session does, whatever the code', () => {
    const error = { code: 'INTERNAL', message: '' } as const
    expect(run(['start', 'opened', { type: 'ended', error }]).phase).toEqual({ at: 'ended', error })
  })

  it('can be tried by hand, also after it has ended', () => {
    expect(run(['start', 'lost', 'retry']).phase).toEqual({ at: 'connecting', attempt: 1 })
    expect(run(['start', refused('AUTH_REQUIRED'), 'retry']).phase).toEqual({ at: 'connecting', attempt: 0 })
    expect(run(['start', 'opened', 'synced', 'retry']).phase.at).toBe('ready')
  })

  it('is given up while the device has no network, and made at once when it has', () => {
    const offline = run(['start', 'opened', 'synced', 'offline'])
    expect(describeConnection(offline)).toEqual({ status: 'offline' })
    expect(step(offline, 'online').phase).toEqual({ at: 'connecting', attempt: 0 })
  })

  it('is still tried now and then, for a device can be wrong about its network', () => {
    const offline = run(['start', 'lost'], { online: false })
    expect(describeConnection(offline)).toEqual({ status: 'offline' })
    expect(delayOf(offline)).toBe(OFFLINE_RETRY_MS)
    expect(describeConnection(step(offline, 'due')).status).toBe('offline')
    expect(describeConnection(step(step(step(offline, 'due'), 'opened'), 'synced')).status).toBe('connected')
  })

  it('stays stopped', () => {
    const stopped = run(['start', 'opened', 'stop'])
    expect(describeConnection(stopped)).toEqual({ status: 'stopped' })
    for (const event of ['due', 'opened', 'synced', 'lost', 'retry', 'online', 'offline'] as const) {
      expect(step(stopped, event).phase).toBe(stopped.phase)
    }
  })
})
