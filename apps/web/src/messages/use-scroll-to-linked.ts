import type { MessageId } from '@chat/protocol'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { elementOf } from './message-element.ts'
import type { TimelineRow } from './timeline-rows.ts'
import type { LinkedMessage } from './use-linked-message.ts'

/** For how long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500
/** The message stands still once it has not moved for so many frames; at most for so many it is followed. */
const FRAMES = { still: 3, most: 60 }

interface Target {
  readonly id: MessageId
  /** Its place in the list. */
  readonly index: number
}

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
  const [target, setTarget] = useState<Target>()
  const [highlighted, setHighlighted] = useState<MessageId>()

  useLayoutEffect(() => {
    if (linked === undefined || reached.current === linked) return
    const place = rows.findIndex(({ seq }) => seq === linked.seq)
    const row = rows[place]
    if (row === undefined) return
    reached.current = linked
    // Something stands before the first message.
    const target = { id: row.id, index: place + 1 }
    if (scroller.current !== null && !isInside(scroller.current, elementOf(scroller.current, row.id))) {
      leaveEnd()
      // At once: the next event of scrolling must not find the timeline at its end.
      bringIntoView(scroller.current, list.current, target, false)
    }
    keepDrawn(row.id)
    setTarget(target)
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
      if (!bringIntoView(scroller.current, list.current, target, isAtEnd())) return
      still = scroller.current.scrollTop === before ? still + 1 : 0
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

/** @returns whether somebody still wants to see it there, and has not gone to the end meanwhile */
function bringIntoView(scroller: HTMLElement, list: VirtualizerHandle | null, { id, index }: Target, atEnd: boolean) {
  const element = elementOf(scroller, id)
  if (atEnd && !isInside(scroller, element)) return false
  // What is not measured yet is not visible, and cannot have the focus.
  if (!element?.checkVisibility({ visibilityProperty: true })) {
    scroller.scrollTop = list?.getItemOffset(index) ?? scroller.scrollTop
    return true
  }
  if (!atEnd) centre(scroller, element)
  if (!isWriting()) element.focus({ preventScroll: true })
  return true
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
