import type { MessageId } from '@chat/protocol'
import type { VirtualizerHandle } from 'virtua'
import { elementOf } from './message-element.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** A row stands still once it has been there and not moved for so many frames; at most for so many it is followed. */
const FRAMES = { still: 3, most: 120 }

/** What somebody does to go elsewhere. */
const OWN_MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Moves the timeline to a row, as far as that is possible now.
 *
 * @param rows of which the list draws those in sight
 * @param topOf where the top of the row is to be, below the top of the timeline, in pixels
 * @returns `near` where the row is not measured yet, which is to be tried again in the next frame
 */
export function scrollToRow(
  scroller: HTMLElement,
  list: VirtualizerHandle | null,
  id: MessageId,
  rows: readonly TimelineRow[],
  topOf: (view: DOMRect, row: DOMRect) => number,
): 'there' | 'near' {
  const element = elementOf(scroller, id)
  // What is not measured yet is not visible, and cannot have the focus.
  if (!element?.checkVisibility({ visibilityProperty: true })) {
    // Something stands before the first message.
    const index = rows.findIndex((row) => row.id === id) + 1
    scroller.scrollTop = list?.getItemOffset(index) ?? scroller.scrollTop
    return 'near'
  }
  const [view, row] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()]
  scroller.scrollTop += Math.round(row.top - view.top - topOf(view, row))
  return 'there'
}

/**
 * Moves the timeline frame by frame until it stands still: while it moves, rows are measured and come in. Ends at once
 * when somebody goes elsewhere. Not the list's own scrollToIndex: that goes on for a while, and would pull them back.
 *
 * @param step moves it, and says whether it is where it should be
 * @returns ends it before
 */
export function scrollUntilStill(
  scroller: HTMLElement,
  step: () => 'there' | 'near' | 'unwanted',
  onEnd: () => void = () => {},
): () => void {
  const ended = new AbortController()
  let still = 0
  let frames = 0
  let frame = requestAnimationFrame(follow)
  for (const move of OWN_MOVES) {
    scroller.addEventListener(move, () => end(), { signal: ended.signal, passive: true })
  }

  function follow(): void {
    const before = scroller.scrollTop
    const outcome = step()
    still = outcome === 'there' && scroller.scrollTop === before ? still + 1 : 0
    frames += 1
    if (outcome === 'unwanted' || still >= FRAMES.still || frames >= FRAMES.most) end()
    else frame = requestAnimationFrame(follow)
  }

  function stop(): void {
    cancelAnimationFrame(frame)
    ended.abort()
  }

  function end(): void {
    stop()
    onEnd()
  }

  return stop
}
