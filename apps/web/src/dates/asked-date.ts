import { createStore, type ReadableStore } from '@chat/client'

const store = createStore<number | undefined>(undefined)

/** The day that is offered to whoever wants to jump to a date, as long as they are asked. */
export const askedDate: ReadableStore<number | undefined> = store

/** Asks to which date to jump, see `DateDialog`. */
export function askForDate(day: number): void {
  store.set(day)
}

export function dismissDate(): void {
  store.set(undefined)
}
