import type { MessageId } from '@chat/protocol'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { elementOf } from './message-element.ts'
import type { TimelineRow } from './timeline-rows.ts'
import type { LinkedMessage } from './use-linked-message.ts'

/** For how long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500
/** The message stands still once it has been there and not moved for so many frames; at most for so many it is followed. */
const FRAMES = { still: 3, most: 120 }

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
    isAtEnd,
    keepDrawn,
  }: {
    readonly scroller: RefObject<HTMLElement | null>
    readonly leaveEnd: () => void
    /** Whether somebody has gone to the end meanwhile. */
    readonly isAtEnd: () => boolean
    readonly keepDrawn: (id: MessageId) => void
  },
): MessageId | undefined {
  const reached = useRef<LinkedMessage>(undefined)
  const [target, setTarget] = useState<{ readonly id: MessageId }>()
  const [highlighted, setHighlighted] = useState<MessageId>()

  // Rows that come in above, while the message is followed, move its place in the list.
  const drawn = useRef(rows)
  drawn.current = rows

  useLayoutEffect(() => {
    if (linked === undefined || reached.current === linked) return
    const row = rows.find(({ seq }) => seq === linked.seq)
    if (row === undefined) return
    reached.current = linked
    if (scroller.current !== null && !isInside(scroller.current, elementOf(scroller.current, row.id))) {
      leaveEnd()
      // At once: the next event of scrolling must not find the timeline at its end.
      bringIntoView(scroller.current, list.current, row.id, { rows, atEnd: false })
    }
    keepDrawn(row.id)
    setTarget({ id: row.id })
    setHighlighted(row.id)
  }, [linked, rows, list, scroller, leaveEnd, keepDrawn])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each target
  useEffect(() => {
    if (target === undefined) return
    let still = 0
    let frames = 0
    let frame = requestAnimationFrame(follow)
    return () => cancelAnimationFrame(frame)

    // Not the list's own scrollToIndex: that goes on for a while, and would pull back whoever goes elsewhere then.
    function follow(): void {
      if (target === undefined || scroller.current === null) return
      const before = scroller.current.scrollTop
      const now = { rows: drawn.current, atEnd: isAtEnd() }
      const outcome = bringIntoView(scroller.current, list.current, target.id, now)
      if (outcome === 'unwanted') return
      still = outcome === 'there' && scroller.current.scrollTop === before ? still + 1 : 0
      frames += 1
      if (still < FRAMES.still && frames < FRAMES.most) frame = requestAnimationFrame(follow)
    }
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
  // What is not measured yet is not visible, and cannot have the focus.
  if (!element?.checkVisibility({ visibilityProperty: true })) {
    // Something stands before the first message.
    const index = rows.findIndex((row) => row.id === id) + 1
    scroller.scrollTop = list?.getItemOffset(index) ?? scroller.scrollTop
    return 'near'
  }
  if (!atEnd) centre(scroller, element)
  if (!isWriting()) element.focus({ preventScroll: true })
  return 'there'
}

function isInside(scroller: HTMLElement | null, element: HTMLElement | null): boolean {
  if (scroller === null || element === null) return false
  const [view, box] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()]
  return box.top >= view.top && box.bottom <= view.bottom
}

function centre(scroller: HTMLElement, element: HTMLElement): void {
  const [view, box] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()]
  scroller.scrollTop += Math.round(box.top + box.height / 2 - (view.top + view.height / 2))
}

/** Nobody is to lose the place where they are writing. */
function isWriting(): boolean {
  const { activeElement } = document
  return activeElement instanceof HTMLTextAreaElement && activeElement.value !== ''
}
