import type { ConnectionState } from '@chat/client'

/** One calm line about the connection: what is, and what will happen next. */
export interface ConnectionLine {
  readonly tone: 'calm' | 'waiting' | 'trouble'
  readonly text: string
  /** Until the next attempt; absent while one is under way. */
  readonly retryInSeconds?: number
  /** What the person can do about it. */
  readonly action?: 'reconnect' | 'reload'
}

/**
 * Puts a connection's state into words.
 *
 * @param now by the same clock as `retryAt`
 */
export function describeConnection(state: ConnectionState, now: number): ConnectionLine {
  switch (state.status) {
    case 'connecting':
      return { tone: 'waiting', text: 'Connecting…' }
    case 'connected':
      return { tone: 'calm', text: 'Connected' }
    case 'offline':
      return { tone: 'waiting', text: 'Offline. Messages wait and go out by themselves.' }
    case 'reconnecting': {
      const retryInSeconds = Math.ceil((state.retryAt - now) / 1000)
      const line = { tone: 'waiting', text: 'Reconnecting…' } as const
      return retryInSeconds > 0 ? { ...line, retryInSeconds, action: 'reconnect' } : line
    }
    case 'ended':
      return describeRefusal(state.error)
    case 'stopped':
      return { tone: 'waiting', text: 'Disconnected' }
  }
}

function describeRefusal({ code, message }: { code: string; message: string }): ConnectionLine {
  if (code === 'UPGRADE_REQUIRED') {
    return { tone: 'trouble', text: 'This page is older than the server. Reload it to go on.', action: 'reload' }
  }
  // A server that was put back to an earlier version does not understand what this page says of itself.
  if (code === 'VALIDATION_FAILED') {
    return { tone: 'trouble', text: 'This page and the server do not fit. Reload it to go on.', action: 'reload' }
  }
  if (code === 'ORIGIN_REJECTED') {
    return { tone: 'trouble', text: 'The server does not accept this address. Whoever runs it can allow it.' }
  }
  return { tone: 'trouble', text: message, action: 'reload' }
}
