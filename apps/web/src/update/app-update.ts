import { createStore, type ReadableStore } from '@chat/client'

/** A newer version of the app. */
export interface AppUpdate {
  /** Whether one is loaded and waits. */
  readonly ready: ReadableStore<boolean>
  /** Takes the version that waits and loads this page again; drafts and queued messages are on disk. */
  apply(): void
  /** Looks for a newer version now, not only within the hour. */
  look(): void
  /** Looks for a newer version first, then does the same as `apply`. */
  renew(): void
}

const HOURLY = 60 * 60_000

/**
 * Registers the service worker, which lets the app open without a network. A new version is loaded in the background
 * and waits until somebody asks for it; other tabs then keep running what they have.
 */
export function watchForUpdates(scriptUrl: string): AppUpdate {
  const ready = createStore(false)
  let registration: ServiceWorkerRegistration | undefined
  let waiting: ServiceWorker | null = null
  let applying = false

  function found(worker: ServiceWorker | null): void {
    // Without a controller this is the first installation ever, not an update.
    if (worker === null || navigator.serviceWorker.controller === null) return
    waiting = worker
    ready.set(true)
  }

  function look(): void {
    registration?.update().catch(() => {})
  }

  async function register(): Promise<void> {
    registration = await navigator.serviceWorker.register(scriptUrl, { updateViaCache: 'none' })
    found(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration?.installing ?? null
      void installed(worker).then(() => found(worker))
    })
    setInterval(look, HOURLY)
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (applying) location.reload()
    })
  }

  if ('serviceWorker' in navigator) {
    // Not before the page itself is loaded. Where it is not allowed, the app works as long as there is a network.
    const start = () => void register().catch(() => {})
    if (document.readyState === 'complete') start()
    else addEventListener('load', start, { once: true })
  }

  function apply(): void {
    // Another tab may have taken it already.
    if (waiting?.state !== 'installed') {
      location.reload()
      return
    }
    applying = true
    waiting.postMessage({ type: 'SKIP_WAITING' })
  }

  async function renew(): Promise<void> {
    await registration?.update().catch(() => {})
    await installed(registration?.installing ?? null)
    found(registration?.waiting ?? null)
    apply()
  }

  return { ready, look, apply, renew: () => void renew() }
}

/** Resolves when a worker has loaded everything, or has failed to. */
function installed(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve) => {
    if (worker === null || worker.state !== 'installing') return resolve()
    worker.addEventListener('statechange', () => resolve(), { once: true })
  })
}
