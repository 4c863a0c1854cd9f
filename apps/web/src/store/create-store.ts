import type { ReadableStore } from '@chat/client'

/** A {@link ReadableStore} that can be set; setting the value it has already tells nobody. */
export interface WritableStore<T> extends ReadableStore<T> {
  set(value: T): void
}

export function createStore<T>(initial: T): WritableStore<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
