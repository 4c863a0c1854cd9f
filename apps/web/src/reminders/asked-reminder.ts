import { createStore, type ReadableStore } from '@chat/client'
import type { MessageId } from '@chat/protocol'

/** The question stays what it was while it fades. */
export interface AskedReminder {
  readonly messageId: MessageId
  /** Where the focus returns; otherwise to what had it before. */
  readonly from?: HTMLElement
  readonly open: boolean
}

const store = createStore<AskedReminder | undefined>(undefined)

export const askedReminder: ReadableStore<AskedReminder | undefined> = store

/** Asks when to be reminded of a message, see `RemindDialog`. */
export function askReminder(messageId: MessageId, from?: HTMLElement): void {
  store.set({ messageId, ...(from && { from }), open: true })
}

export function dismissReminder(): void {
  const asked = store.get()
  if (asked) store.set({ ...asked, open: false })
}
