import { useCallback, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { ScrolledBy } from '../markdown/grows-in-place.tsx'
import { scrollUntilStill } from './scroll-to-row.ts'
import type { TimelineScroll } from './use-timeline-scroll.ts'

type Scroll = Pick<TimelineScroll, 'scroller' | 'leaveEnd' | 'arrive'>

/**
 * Keeps an element where it is to be seen, or where the browser brings it, while its message becomes higher or lower. By
 * itself the timeline keeps its end in sight, and what stands below a row that begins above.
 *
 * @param leadTo has the message of an element drawn wherever it is
 */
export function useGrowthInPlace(
  scroll: Scroll,
  leadTo: (element: Element) => void,
): (element: HTMLElement, scrolledBy: ScrolledBy) => void {
  const latest = useRef({ ...scroll, leadTo })
  useEffect(() => {
    latest.current = { ...scroll, leadTo }
  })
  return useCallback((element, scrolledBy) => {
    const { scroller, leaveEnd, leadTo } = latest.current
    const { current: list } = scroller
    if (list === null) return
    const topOf = () => element.getBoundingClientRect().top
    let top = topOf()
    const correct = () => {
      list.scrollTop += Math.round(topOf() - top)
    }
    leaveEnd()
    // The list knows only the old height yet: it would take away what the browser comes to below that.
    if (scrolledBy === 'browser') flushSync(() => leadTo(element))
    // Comes after the one with which the list measures its rows, so that nothing of what that does is drawn.
    const sizes = new ResizeObserver(correct)
    for (const part of [element, element.parentElement]) if (part !== null) sizes.observe(part)
    function step(): 'there' {
      // The list moves only later in a frame, when rows are measured: until then only the browser has.
      if (scrolledBy === 'browser') top = topOf()
      else correct()
      return 'there'
    }
    scrollUntilStill(list, step, () => {
      sizes.disconnect()
      latest.current.arrive()
    })
  }, [])
}
