import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TimelineRow } from './timeline-rows.ts'

/** Closer than this to the end counts as being there; closer than that to the start, more is loaded. */
const AT_END_WITHIN = 32
const LOAD_WITHIN = 600

export interface TimelineScroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Rows were added or removed at the start: keep in place what is in sight. */
  readonly shift: boolean
  readonly atEnd: boolean
  /** Messages of others below what has been seen. */
  readonly newMessages: number
  onScroll(): void
  onResize(): void
  jumpToEnd(): void
  /** Somebody is led elsewhere. On the way the list, of which not all is measured, may pass its end. */
  leaveEnd(): void
  /** They are there, or go where they want to. */
  arrive(): void
  isAtEnd(): boolean
}

/** What lies beyond the rows, and how to get it. */
export interface TimelineEnds {
  readonly loadBefore: () => void
  readonly loadAfter: () => void
  /** The last row is not the newest. */
  readonly hasMoreAfter: boolean
  /** It may not be, which nobody knows yet: whoever is there now need not be at the end. */
  readonly uncertain?: boolean
}

/** Keeps the timeline at its end for as long as nobody scrolls up, and still while older rows come in above. */
export function useTimelineScroll(
  rows: readonly TimelineRow[],
  { loadBefore, loadAfter, hasMoreAfter, uncertain = false }: TimelineEnds,
): TimelineScroll {
  const scroller = useRef<HTMLDivElement>(null)
  const sticking = useRef(true)
  const led = useRef(false)
  const offset = useRef(0)
  const [atEnd, setAtEnd] = useState(true)
  const drawn = useRef<readonly TimelineRow[]>([])
  const lastSeen = useRef(rows.at(-1)?.id)

  const stick = useCallback((on: boolean) => {
    sticking.current = on
    if (on) led.current = false
    setAtEnd(on)
  }, [])

  const toEnd = useCallback(() => {
    // Not the list's own scrollToIndex: that goes on for a while after it, and would pull back whoever scrolls up then.
    const element = scroller.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }, [])

  useLayoutEffect(() => {
    const newest = rows.at(-1)
    const isNew = newest !== undefined && newest.id !== drawn.current.at(-1)?.id
    drawn.current = rows
    // Whoever writes wants to see it.
    if (isNew && newest.own && newest.state !== 'sent') stick(true)
    if (sticking.current) toEnd()
  }, [rows, stick, toEnd])

  function onScroll(): void {
    const element = scroller.current
    if (element === null) return
    const up = element.scrollTop < offset.current
    offset.current = element.scrollTop
    const fromEnd = element.scrollHeight - element.clientHeight - element.scrollTop
    // Rows that grow push the end away without anybody having scrolled: only moving up lets go of it.
    if (fromEnd <= AT_END_WITHIN && !hasMoreAfter && !uncertain && !led.current) stick(true)
    else if (up) stick(false)
    if (element.scrollTop < LOAD_WITHIN) loadBefore()
    if (fromEnd < LOAD_WITHIN && hasMoreAfter) loadAfter()
  }

  const wasUncertain = useRef(uncertain)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is known where the end is, nobody need scroll
  useEffect(() => {
    if (wasUncertain.current && !uncertain) onScroll()
    wasUncertain.current = uncertain
  }, [uncertain])

  // A part of the history may be drawn before anybody has left the end for it.
  if (sticking.current && !hasMoreAfter) lastSeen.current = rows.at(-1)?.id
  const firstDrawn = drawn.current[0]?.id
  const first = rows[0]?.id
  return {
    scroller,
    shift:
      first !== firstDrawn &&
      (rows.some(({ id }) => id === firstDrawn) || drawn.current.some(({ id }) => id === first)),
    atEnd: atEnd && !hasMoreAfter,
    newMessages: atEnd ? 0 : countNew(rows, lastSeen.current),
    onScroll,
    onResize() {
      if (sticking.current) toEnd()
    },
    jumpToEnd() {
      stick(true)
      toEnd()
    },
    leaveEnd() {
      led.current = true
      stick(false)
    },
    arrive() {
      led.current = false
      onScroll()
    },
    isAtEnd: () => sticking.current,
  }
}

function countNew(rows: readonly TimelineRow[], lastSeen: string | undefined): number {
  const index = rows.findIndex(({ id }) => id === lastSeen)
  return index < 0 ? 0 : rows.slice(index + 1).filter(({ own }) => !own).length
}
