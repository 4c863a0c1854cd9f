import { type RefObject, useEffect, useState } from 'react'

export type Side = 'left' | 'right'

/** Towards which sides there is more in what scrolls sideways than is to be seen. */
export function useHiddenSides(area: RefObject<HTMLElement | null>): readonly Side[] {
  const [hidden, setHidden] = useState('')
  useEffect(() => {
    const { current: element } = area
    if (element === null) return
    const look = () => setHidden(hiddenSides(element).join())
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    // What is in it grows without it, when its colours or letters come.
    for (const child of element.children) sizes.observe(child)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [area])
  return SIDES.filter((side) => hidden.includes(side))
}

const SIDES: readonly Side[] = ['left', 'right']

function hiddenSides(element: HTMLElement): Side[] {
  const most = element.scrollWidth - element.clientWidth
  const beyondStart = Math.abs(element.scrollLeft)
  const [start, end]: readonly [Side, Side] =
    getComputedStyle(element).direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  // Fractions of a pixel are nothing to scroll to.
  return [...(beyondStart >= 1 ? [start] : []), ...(most - beyondStart >= 1 ? [end] : [])]
}
