import type { Activity } from '../activity.ts'

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus']

/** What a page notices of the person in front of it. Each tab speaks for itself; the server takes the most present one. */
export const browserActivity: Activity = {
  subscribe(listener) {
    const stop = new AbortController()
    const options = { signal: stop.signal, passive: true, capture: true }
    for (const name of TOUCHES) addEventListener(name, listener, options)
    document.addEventListener('visibilitychange', () => document.hidden || listener(), options)
    return () => stop.abort()
  },
}
