import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchForUpdates } from './app-update.ts'

class FakeWorker extends EventTarget {
  state = 'installing'
  readonly postMessage = vi.fn()

  become(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null
  waiting: FakeWorker | null = null
  update = vi.fn(async () => {})

  /** A new version has been found on the server. */
  find(): FakeWorker {
    this.installing = new FakeWorker()
    this.dispatchEvent(new Event('updatefound'))
    return this.installing
  }

  finish(worker: FakeWorker): void {
    this.installing = null
    this.waiting = worker
    worker.become('installed')
  }
}

const reload = vi.fn()
let registration: FakeRegistration
let container: EventTarget & { controller: object | null }

beforeEach(() => {
  vi.useFakeTimers()
  registration = new FakeRegistration()
  container = Object.assign(new EventTarget(), { controller: {}, register: async () => registration })
  vi.stubGlobal('navigator', { serviceWorker: container })
  vi.stubGlobal('document', { readyState: 'complete' })
  vi.stubGlobal('location', { reload })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  reload.mockClear()
})

/** Lets what is under way go on as far as it can. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('a new version', () => {
  it('waits until somebody asks for it', async () => {
    const update = watchForUpdates('/sw.js')
    await settle()
    const worker = registration.find()
    await settle()
    expect(update.ready.get()).toBe(false)
    registration.finish(worker)
    await settle()
    expect(update.ready.get()).toBe(true)
    expect(worker.postMessage).not.toHaveBeenCalled()

    update.apply()
    expect(worker.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
    expect(reload).not.toHaveBeenCalled()
    container.dispatchEvent(new Event('controllerchange'))
    expect(reload).toHaveBeenCalledOnce()
  })

  it('does not load a page again whose person did not ask', async () => {
    watchForUpdates('/sw.js')
    await settle()
    container.dispatchEvent(new Event('controllerchange'))
    expect(reload).not.toHaveBeenCalled()
  })

  it('that was taken in another tab meanwhile needs only a reload', async () => {
    const update = watchForUpdates('/sw.js')
    await settle()
    const worker = registration.find()
    registration.finish(worker)
    await settle()
    worker.state = 'activated'
    update.apply()
    expect(reload).toHaveBeenCalledOnce()
  })

  it('is no news on the very first visit', async () => {
    container.controller = null
    const update = watchForUpdates('/sw.js')
    await settle()
    registration.finish(registration.find())
    await settle()
    expect(update.ready.get()).toBe(false)
  })

  it('is looked for, and taken, when the server says that the page is too old', async () => {
    const update = watchForUpdates('/sw.js')
    await settle()
    let worker: FakeWorker | undefined
    registration.update = vi.fn(async () => {
      worker = registration.find()
    })
    update.renew()
    await settle()
    expect(reload).not.toHaveBeenCalled()
    if (worker) registration.finish(worker)
    await settle()
    expect(worker?.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
  })

  it('is looked for at once where somebody asks whether there is one, and waits like any other', async () => {
    const update = watchForUpdates('/sw.js')
    await settle()
    let worker: FakeWorker | undefined
    registration.update = vi.fn(async () => {
      worker = registration.find()
    })
    update.look()
    await settle()
    if (worker) registration.finish(worker)
    await settle()
    expect(update.ready.get()).toBe(true)
    expect(worker?.postMessage).not.toHaveBeenCalled()
  })

  it('that does not exist leaves a plain reload', async () => {
    const update = watchForUpdates('/sw.js')
    await settle()
    update.renew()
    await settle()
    expect(reload).toHaveBeenCalledOnce()
  })
})
