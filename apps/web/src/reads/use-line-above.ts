import type { Seq } from '@chat/protocol'
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { LinePlace } from './line-place.ts'

/**
 * Whether the line that tells what is new is above what is in sight, and has not been in sight yet.
 *
 * @returns `look` is to be called whenever the timeline has been scrolled
 */
export function useLineAbove(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<VirtualizerHandle | null>,
  line: LinePlace | undefined,
): { readonly above: boolean; readonly look: () => void } {
  const [seen, setSeen] = useState<Seq>()
  const [above, setAbove] = useState(false)
  const { after, index } = line ?? {}
  const look = useCallback(() => {
    const view = scroller.current
    if (after === undefined || view === null || list.current === null) return
    const top = index === undefined ? -1 : list.current.getItemOffset(index)
    if (index !== undefined && top >= view.scrollTop && top < view.scrollTop + view.clientHeight) setSeen(after)
    setAbove(top < view.scrollTop)
  }, [scroller, list, after, index])
  useLayoutEffect(look, [look])
  return { above: after !== undefined && after !== seen && above, look }
}
