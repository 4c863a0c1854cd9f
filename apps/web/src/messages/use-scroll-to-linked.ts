import type { MessageId } from '@chat/protocol'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { elementOf } from './message-element.ts'
import { scrollToRow, scrollUntilStill } from './scroll-to-row.ts'
import type { TimelineRow } from './timeline-rows.ts'
import type { LinkedMessage } from './use-linked-message.ts'

/** For how long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500

/**
 * Scrolls to the linked message when it comes into the view, gives it the focus, and lets it stand out for a moment.
 *
 * @param linked once it is in the view
 * @param rows of which the list draws those in sight
 * @returns the message that stands out
 */
export function useScrollToLinked(
  linked: LinkedMessage | undefined,
  rows: readonly TimelineRow[],
  list: RefObject<VirtualizerHandle | null>,
  {
    scroller,
    leaveEnd,
    arrive,
    isAtEnd,
    keepDrawn,
    moreBelow = false,
  }: {
    readonly scroller: RefObject<HTMLElement | null>
    readonly leaveEnd: () => void
    readonly arrive: () => void
    /** Whether somebody has gone to the end meanwhile. */
    readonly isAtEnd: () => boolean
    readonly keepDrawn: (id: MessageId) => void
    /** The last row is not the newest: whoever stayed at that end would be carried away by what comes after it. */
    readonly moreBelow?: boolean
  },
): MessageId | undefined {
  const reached = useRef<LinkedMessage>(undefined)
  const [target, setTarget] = useState<{ readonly id: MessageId }>()
  const [highlighted, setHighlighted] = useState<MessageId>()

  // Rows that come in above, while the message is followed, move its place in the list.
  const drawn = useRef(rows)
  drawn.current = rows
  const arrived = useRef(arrive)
  arrived.current = arrive

  useLayoutEffect(() => {
    if (linked === undefined || reached.current === linked) return
    const row = rows.find(({ seq }) => seq === linked.seq)
    if (row === undefined) return
    reached.current = linked
    if (scroller.current !== null && (moreBelow || !isInside(scroller.current, elementOf(scroller.current, row.id)))) {
      leaveEnd()
      // At once: the next event of scrolling must not find the timeline at its end.
      bringIntoView(scroller.current, list.current, row.id, { rows, atEnd: false })
    }
    keepDrawn(row.id)
    setTarget({ id: row.id })
    setHighlighted(row.id)
  }, [linked, rows, list, scroller, leaveEnd, keepDrawn, moreBelow])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each target
  useEffect(() => {
    if (target === undefined) return
    const { current: element } = scroller
    if (element === null) return
    const step = () => bringIntoView(element, list.current, target.id, { rows: drawn.current, atEnd: isAtEnd() })
    return scrollUntilStill(element, step, () => arrived.current())
  }, [target])

  useEffect(() => {
    if (highlighted === undefined) return
    const timer = setTimeout(() => setHighlighted(undefined), HIGHLIGHT_MS)
    return () => clearTimeout(timer)
  }, [highlighted])

  return highlighted
}

/** @returns `near`: it is not measured yet; `unwanted`: somebody has gone to the end meanwhile, where it is not */
function bringIntoView(
  scroller: HTMLElement,
  list: VirtualizerHandle | null,
  id: MessageId,
  { rows, atEnd }: { readonly rows: readonly TimelineRow[]; readonly atEnd: boolean },
): 'there' | 'near' | 'unwanted' {
  const element = elementOf(scroller, id)
  if (atEnd && !isInside(scroller, element)) return 'unwanted'
  // At the end it stays where it is, once it is measured.
  const stays = atEnd && element?.checkVisibility({ visibilityProperty: true })
  const outcome = stays ? 'there' : scrollToRow(scroller, list, id, rows, inTheMiddle)
  if (outcome === 'there' && !isWriting()) element?.focus({ preventScroll: true })
  return outcome
}

function isInside(scroller: HTMLElement | null, element: HTMLElement | null): boolean {
  if (scroller === null || element === null) return false
  const [view, box] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()]
  return box.top >= view.top && box.bottom <= view.bottom
}

function inTheMiddle(view: DOMRect, row: DOMRect): number {
  return (view.height - row.height) / 2
}

/** Nobody is to lose the place where they are writing. */
function isWriting(): boolean {
  const { activeElement } = document
  return activeElement instanceof HTMLTextAreaElement && activeElement.value !== ''
}
