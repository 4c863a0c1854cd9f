import { type ChatClient, type RoomView, unlessRefused } from '@chat/client'
import type { RoomId, Seq } from '@chat/protocol'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { scrollToRow, scrollUntilStill } from '../messages/scroll-to-row.ts'
import { firstUnread, type TimelineRow } from '../messages/timeline-rows.ts'

/** What is new begins so far below the top of the timeline: what was said before tells what it is about. */
const CONTEXT_SHARE = 0.2

/** On the way to where what is new begins, after this position. */
interface Landing {
  readonly after: Seq
  /** It is in the view, if it is anywhere. */
  readonly loaded?: true
}

export interface LandingRoom {
  readonly client: Pick<ChatClient, 'loadNear'>
  readonly roomId: RoomId
  readonly status: RoomView['status']
  readonly unread: number
  readonly lastReadSeq: Seq
}

export interface LandingScroll {
  readonly scroller: RefObject<HTMLElement | null>
  readonly atEnd: boolean
  readonly leaveEnd: () => void
  readonly arrive: () => void
}

/**
 * Brings whoever comes to a room to where what is new begins: when it is opened, and when they look at it again. Whoever
 * looks at something else than the newest messages stays there, and so does whoever has looked at these all the time, and
 * was only without a connection.
 *
 * @param attended somebody looks
 * @param here somebody looks, and what they see is current
 * @param wanted false where they have come for something else
 * @returns whether they are on the way: what stands at the end has not been seen yet then
 */
export function useLanding(
  { client, roomId, status, unread, lastReadSeq }: LandingRoom,
  { attended, here, wanted }: { readonly attended: boolean; readonly here: boolean; readonly wanted: boolean },
  rows: readonly TimelineRow[],
  list: RefObject<VirtualizerHandle | null>,
  { scroller, atEnd, leaveEnd, arrive }: LandingScroll,
): { readonly underWay: boolean; readonly land: (after: Seq) => void; readonly cancel: () => void } {
  const [was, setWas] = useState({ here: false, stays: false })
  const [landing, setLanding] = useState<Landing>()
  const lands = here && !was.here && !was.stays && wanted && atEnd && unread > 0
  // Not before they have landed: where the connection is lost on the way, they set out again with the next one.
  const stays = attended && (was.stays || (here && !lands && landing === undefined))
  if (here !== was.here || stays !== was.stays) {
    setWas({ here, stays })
    if (here !== was.here) setLanding(lands ? { after: lastReadSeq } : undefined)
  }

  useEffect(() => {
    if (landing === undefined || landing.loaded || status === 'loading') return
    let current = true
    client
      .loadNear(roomId, landing.after)
      .catch(unlessRefused)
      .then(() => {
        if (current) setLanding({ ...landing, loaded: true })
      })
    return () => {
      current = false
    }
  }, [client, roomId, status, landing])

  // Rows come in while the timeline moves.
  const drawn = useRef(rows)
  drawn.current = rows
  const arrived = useRef(arrive)
  arrived.current = arrive

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each landing
  useLayoutEffect(() => {
    if (!landing?.loaded) return
    const { current: element } = scroller
    const first = firstUnread(rows, landing.after)
    if (element === null || first === undefined) return setLanding(undefined)
    leaveEnd()
    const step = () => scrollToRow(element, list.current, first, drawn.current, withContext)
    // At once: the next event of scrolling must not find the timeline at its end.
    step()
    const stop = scrollUntilStill(element, step, () => setLanding(undefined))
    return () => {
      stop()
      // What is new may fit: then nothing has moved, and its end is in sight.
      arrived.current()
    }
  }, [landing])

  const land = useCallback((after: Seq) => setLanding({ after }), [])
  const cancel = useCallback(() => setLanding(undefined), [])
  return { underWay: landing !== undefined, land, cancel }
}

function withContext(view: DOMRect): number {
  return view.height * CONTEXT_SHARE
}
