import { describe, expect, it, vi } from 'vitest'
import { createWebFlusherLock } from './web-flusher-lock.ts'

describe('the lock of the outbox', () => {
  it('is held by one tab, and by the next once it is given back', async () => {
    const [one, two] = [vi.fn(), vi.fn()]
    const release = createWebFlusherLock(navigator.locks).request('test', one)
    const releaseTwo = createWebFlusherLock(navigator.locks).request('test', two)
    await vi.waitFor(() => expect(one).toHaveBeenCalledOnce())
    expect(two).not.toHaveBeenCalled()
    release()
    await vi.waitFor(() => expect(two).toHaveBeenCalledOnce())
    releaseTwo()
  })

  it('can be given up while somebody else holds it', async () => {
    const [one, two, three] = [vi.fn(), vi.fn(), vi.fn()]
    const lock = createWebFlusherLock(navigator.locks)
    const release = lock.request('given up', one)
    await vi.waitFor(() => expect(one).toHaveBeenCalledOnce())
    lock.request('given up', two)()
    const releaseThree = lock.request('given up', three)
    release()
    await vi.waitFor(() => expect(three).toHaveBeenCalledOnce())
    expect(two).not.toHaveBeenCalled()
    releaseThree()
  })

  it('is everybody’s on plain HTTP, where there are no locks', async () => {
    vi.stubGlobal('navigator', {})
    const [one, two] = [vi.fn(), vi.fn()]
    for (const granted of [one, two]) createWebFlusherLock().request('test', granted)
    vi.unstubAllGlobals()
    await vi.waitFor(() => expect(one).toHaveBeenCalledOnce())
    expect(two).toHaveBeenCalledOnce()
  })
})
