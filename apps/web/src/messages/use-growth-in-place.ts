import { useCallback, useEffect, useRef } from 'react'
import { scrollUntilStill } from './scroll-to-row.ts'
import type { TimelineScroll } from './use-timeline-scroll.ts'

type Scroll = Pick<TimelineScroll, 'scroller' | 'leaveEnd' | 'arrive'>

/**
 * Keeps an element where it is to be seen while its message becomes higher or lower. By itself the timeline keeps its end
 * in sight, and what stands below a row that begins above.
 */
export function useGrowthInPlace(scroll: Scroll): (element: HTMLElement) => void {
  const latest = useRef(scroll)
  useEffect(() => {
    latest.current = scroll
  })
  return useCallback((element) => {
    const { scroller, leaveEnd } = latest.current
    const { current: list } = scroller
    if (list === null) return
    const { top } = element.getBoundingClientRect()
    const correct = () => {
      list.scrollTop += Math.round(element.getBoundingClientRect().top - top)
    }
    leaveEnd()
    // Comes after the one with which the list measures its rows, so that nothing of what that does is drawn.
    const sizes = new ResizeObserver(correct)
    for (const part of [element, element.parentElement]) if (part !== null) sizes.observe(part)
    function step(): 'there' {
      correct()
      return 'there'
    }
    scrollUntilStill(list, step, () => {
      sizes.disconnect()
      latest.current.arrive()
    })
  }, [])
}
