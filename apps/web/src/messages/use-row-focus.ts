import type { MessageId } from '@chat/protocol'
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { elementOf } from './message-element.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** How far the arrows lead. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/** The messages are one stop of the keyboard, the last that had the focus or the newest; arrows lead from one to the next. */
export function useRowFocus(
  rows: readonly TimelineRow[],
  scroller: RefObject<HTMLElement | null>,
  edited: ReadonlyMap<MessageId, unknown>,
) {
  const [focused, setFocused] = useState<MessageId>()
  const known = rows.findIndex(({ id }) => id === focused)
  const index = known < 0 ? rows.length - 1 : known
  function leadTo(element: Element): void {
    const id = element.closest('[data-message-id]')?.getAttribute('data-message-id')
    const row = rows.find((candidate) => candidate.id === id)
    if (row !== undefined) setFocused(row.id)
  }
  const focusOn = (row: TimelineRow | undefined) => row && elementOf(scroller.current, row.id)?.focus()
  return {
    /** The keyboard comes to this one next, and it is drawn wherever it is. */
    lead: setFocused,
    /** The same for the message that has this element in it. */
    leadTo,
    tabStop: rows[index]?.id,
    /**
     * What stays drawn wherever one scrolls: where the keyboard is, and what is being edited. Places in the list, in which
     * something stands before the first message.
     */
    mounted: rows.flatMap(({ id }, place) => (place === index || edited.has(id) ? place + 1 : [])),
    onFocus: ({ target }: FocusEvent) => leadTo(target),
    onKeyDown(event: KeyboardEvent) {
      const { target, key, altKey, ctrlKey, metaKey } = event
      const step = STEPS[key]
      // Together with these they are keys of the page or of the browser.
      if (altKey || ctrlKey || metaKey) return
      if (step === undefined || !(target instanceof HTMLElement)) return
      const from = rows.findIndex(({ id }) => id === target.dataset['messageId'])
      if (from < 0) return
      event.preventDefault()
      focusOn(rows[from + step])
    },
  }
}
