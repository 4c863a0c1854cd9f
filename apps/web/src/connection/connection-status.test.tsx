import type { ConnectionState } from '@chat/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ConnectionStatus } from './connection-status.tsx'

const draw = (state: ConnectionState, unsafe = false) =>
  renderToStaticMarkup(<ConnectionStatus state={state} unsafe={unsafe} reconnect={() => {}} renew={() => {}} />)

describe('the status line', () => {
  it('is a status named Connection', () => {
    expect(draw({ status: 'connected' })).toMatch(/role="status" aria-label="Connection".*Connected/)
  })

  it('counts for the eye only: a screen reader would never come to an end', () => {
    const html = draw({ status: 'reconnecting', attempt: 1, retryAt: Date.now() + 5_500 })
    expect(html).toMatch(/aria-hidden="true"[^>]*> next try in .*[56] s/)
    expect(html).toContain('Try now')
  })

  it('warns where what waits is only in memory', () => {
    expect(draw({ status: 'offline' }, true)).toContain('lost if you close this tab')
    expect(draw({ status: 'offline' }, false)).not.toContain('lost')
  })
})
