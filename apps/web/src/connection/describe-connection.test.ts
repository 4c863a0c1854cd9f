import { describe, expect, it } from 'vitest'
import { describeConnection } from './describe-connection.ts'

describe('the status line', () => {
  it('is calm while all is well', () => {
    expect(describeConnection({ status: 'connected' }, 0)).toEqual({ tone: 'calm', text: 'Connected' })
    expect(describeConnection({ status: 'connecting' }, 0).text).toBe('Connecting…')
  })

  it('says what happens to messages while there is no network', () => {
    expect(describeConnection({ status: 'offline' }, 0).text).toBe('Offline. Messages wait and go out by themselves.')
  })

  it('counts down to the next attempt and offers to try now', () => {
    const state = { status: 'reconnecting', attempt: 2, retryAt: 10_000 } as const
    expect(describeConnection(state, 4_500)).toMatchObject({
      text: 'Reconnecting…',
      retryInSeconds: 6,
      action: 'reconnect',
    })
    expect(describeConnection(state, 9_999).retryInSeconds).toBe(1)
  })

  it('does not count below zero', () => {
    const state = { status: 'reconnecting', attempt: 2, retryAt: 10_000 } as const
    expect(describeConnection(state, 10_000)).toEqual({ tone: 'waiting', text: 'Reconnecting…' })
  })

  it('asks for a reload where the page is older or newer than the server, and says the server’s words for the rest', () => {
    const old = describeConnection({ status: 'ended', error: { code: 'UPGRADE_REQUIRED', message: '' } }, 0)
    expect(old).toMatchObject({ tone: 'trouble', action: 'reload' })
    const newer = describeConnection({ status: 'ended', error: { code: 'VALIDATION_FAILED', message: '' } }, 0)
    expect(newer).toMatchObject({ tone: 'trouble', action: 'reload' })
    const other = describeConnection({ status: 'ended', error: { code: 'FORBIDDEN', message: 'You are banned.' } }, 0)
    expect(other.text).toBe('You are banned.')
  })
})
