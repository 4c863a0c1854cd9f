import type { KeptValues } from '../store/browser-storage.ts'

/** A browser's storage, in memory. */
export function fakeStorage(initial: Record<string, string> = {}): KeptValues {
  const values = new Map(Object.entries(initial))
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  }
}
