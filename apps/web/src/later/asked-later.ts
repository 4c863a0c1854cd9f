import { createStore, type ReadableStore } from '@chat/client'

/** What one has put off: messages of which one is reminded, those that are going to be sent, and those that one has saved. */
export type LaterPart = 'reminders' | 'scheduled' | 'saved'

/** The part stays what it was while the dialog fades. */
interface AskedLater {
  readonly part: LaterPart
  readonly open: boolean
}

const store = createStore<AskedLater>({ part: 'saved', open: false })

export const askedLater: ReadableStore<AskedLater> = store

/** Shows what one has put off, see `LaterDialog`; where it was left, if it does not matter which part. */
export function showLater(part: LaterPart = store.get().part): void {
  store.set({ part, open: true })
}

export function hideLater(): void {
  store.set({ ...store.get(), open: false })
}
