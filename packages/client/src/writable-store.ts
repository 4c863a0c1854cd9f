import type { ReadableStore } from './store.ts'

/** A {@link ReadableStore} with the side that its owner keeps. */
export interface WritableStore<T> extends ReadableStore<T> {
  /** Sets the value and tells the listeners, unless it is the value that the store already has. */
  set(value: T): void
  /** Whether anybody listens. */
  isObserved(): boolean
}

/**
 * Creates a store.
 *
 * @param onObserved is called when the first listener comes
 */
export function createStore<T>(initial: T, onObserved?: () => void): WritableStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of [...listeners]) callSafely(listener)
    },
    isObserved: () => listeners.size > 0,
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const subscription = () => listener()
      listeners.add(subscription)
      if (listeners.size === 1) onObserved?.()
      return () => listeners.delete(subscription)
    },
  }
}

/** A listener that throws shows up as an unhandled rejection and harms neither the engine nor the other listeners. */
function callSafely(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    void Promise.reject(error)
  }
}
