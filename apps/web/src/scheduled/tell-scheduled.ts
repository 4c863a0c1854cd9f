import { showNotice } from '../design/notices.ts'
import { formatLater } from '../design/time-format.ts'
import { showLater } from '../later/asked-later.ts'

/** Says when a message is going to be sent, with the way to it. */
export function tellScheduled(sendAt: number): void {
  const show = { label: 'Show', run: () => showLater('scheduled') }
  showNotice(`Your message will be sent ${formatLater(sendAt, Date.now())}.`, show)
}
