import { type RefObject, useLayoutEffect } from 'react'

/**
 * Gives the focus back when the place goes in which it stands: to what had it before, or the message that was in.
 *
 * @param otherwise gets it where neither is there any more
 */
export function useReturnFocus(place: RefObject<HTMLElement | null>, otherwise: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current: element } = place
    const { activeElement: before } = document
    const message = before?.closest('[data-message-id]')
    return () => {
      if (!element?.contains(document.activeElement)) return
      const back = [before, message].find((one) => one?.isConnected && one !== document.body) ?? otherwise.current
      if (back instanceof HTMLElement) back.focus()
    }
  }, [place, otherwise])
}
