import { createStore, type ReadableStore } from '@chat/client'

/** A few words on the screen. */
export interface Notice {
  /** Another one each time, so that the same words are said again. */
  readonly id: number
  readonly text: string
}

let last = 0
const store = createStore<Notice | undefined>(undefined)

/** What was said last, as long as it is to be seen. */
export const shownNotice: ReadableStore<Notice | undefined> = store

/** Says on the screen, and to people with a screen reader, what went wrong where no form or dialog can say it. */
export function showNotice(text: string): void {
  last += 1
  store.set({ id: last, text })
}

export function dismissNotice(): void {
  store.set(undefined)
}
