import { createStore, type ReadableStore } from '@chat/client'

/** A few words on the screen. */
export interface Notice {
  /** Another one each time, so that the same words are said again. */
  readonly id: number
  readonly text: string
  /** What one can do about it at once. */
  readonly action?: NoticeAction | undefined
}

export interface NoticeAction {
  readonly label: string
  run(): void
}

let last = 0
const store = createStore<Notice | undefined>(undefined)

/** What was said last, as long as it is to be seen. */
export const shownNotice: ReadableStore<Notice | undefined> = store

/** Says on the screen, and to people with a screen reader, what no form or dialog can say. */
export function showNotice(text: string, action?: NoticeAction): void {
  last += 1
  store.set({ id: last, text, action })
}

export function dismissNotice(): void {
  store.set(undefined)
}
