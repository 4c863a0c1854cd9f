import { createStore, type WritableStore } from '@chat/client'
import type { KeptValues } from './browser-storage.ts'

/** One choice out of a few, kept between visits. What is stored and no longer a choice counts as not chosen. */
export function keptChoice<T extends string>(
  storage: KeptValues,
  key: string,
  choices: readonly T[],
  initial: T,
): WritableStore<T> {
  const store = createStore(choices.find((choice) => choice === storage.getItem(key)) ?? initial)
  return {
    ...store,
    set(value) {
      storage.setItem(key, value)
      store.set(value)
    },
  }
}
