import { createStore, type WritableStore } from '@chat/client'
import type { KeptValues } from './browser-storage.ts'

/** A choice that other tabs may change as well. */
export interface KeptChoice<T> extends WritableStore<T> {
  /** Takes over what is kept now. */
  reread(): void
}

/** One choice out of a few, kept between visits. What is stored and no longer a choice counts as not chosen. */
export function keptChoice<T extends string>(
  storage: KeptValues,
  key: string,
  choices: readonly T[],
  initial: T,
): KeptChoice<T> {
  const kept = () => choices.find((choice) => choice === storage.getItem(key)) ?? initial
  const store = createStore(kept())
  return {
    ...store,
    set(value) {
      storage.setItem(key, value)
      store.set(value)
    },
    reread: () => store.set(kept()),
  }
}
