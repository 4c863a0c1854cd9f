import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserNetwork } from './browser-network.ts'

describe('what a browser says', () => {
  const page = Object.assign(new EventTarget(), { hidden: false })

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    vi.stubGlobal('document', page)
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('navigator', { onLine: false })
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  function hideFor(milliseconds: number): void {
    page.hidden = true
    page.dispatchEvent(new Event('visibilitychange'))
    vi.setSystemTime(Date.now() + milliseconds)
    page.dispatchEvent(new Event('pageshow'))
    page.hidden = false
    page.dispatchEvent(new Event('visibilitychange'))
  }

  it('is handed on, until nobody wants to hear it', () => {
    const listener = vi.fn()
    expect(browserNetwork.isOnline()).toBe(false)
    const unsubscribe = browserNetwork.subscribe(listener)
    page.dispatchEvent(new Event('online'))
    page.dispatchEvent(new Event('offline'))
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    unsubscribe()
    page.dispatchEvent(new Event('online'))
    expect(listener.mock.calls.flat()).toEqual(['online', 'offline', 'woke'])
  })

  it('tells a glance at another tab from a sleep', () => {
    const listener = vi.fn()
    const unsubscribe = browserNetwork.subscribe(listener)
    hideFor(5_000)
    expect(listener).not.toHaveBeenCalled()
    hideFor(60_000)
    expect(listener).toHaveBeenCalledExactlyOnceWith('woke')
    unsubscribe()
  })
  it('tells that the machine has slept, though nobody has left the page', () => {
    const listener = vi.fn()
    const unsubscribe = browserNetwork.subscribe(listener)
    vi.advanceTimersByTime(60_000)
    expect(listener).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(10_000)
    expect(listener).toHaveBeenCalledExactlyOnceWith('woke')
    unsubscribe()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(10_000)
    expect(listener).toHaveBeenCalledOnce()
  })

  it('takes the jumps of a hidden tab, which runs once a minute, for no sleep', () => {
    const listener = vi.fn()
    const unsubscribe = browserNetwork.subscribe(listener)
    page.hidden = true
    page.dispatchEvent(new Event('visibilitychange'))
    vi.setSystemTime(Date.now() + 60_000)
    vi.advanceTimersByTime(5_000)
    expect(listener).not.toHaveBeenCalled()
    page.hidden = false
    page.dispatchEvent(new Event('visibilitychange'))
    vi.advanceTimersByTime(5_000)
    expect(listener).toHaveBeenCalledExactlyOnceWith('woke')
    unsubscribe()
  })
})
