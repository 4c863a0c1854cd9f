/** Somewhere on the screen. */
export interface Place {
  getBoundingClientRect(): DOMRect
}

/**
 * Where an element is now. What opens there stays there: messages that come in move the others, which would carry it out of
 * sight and change what is beneath the mouse, and a name is gone from a list once its person is offline.
 */
export function placeOf(element: Element): Place {
  const rect = element.getBoundingClientRect()
  return { getBoundingClientRect: () => rect }
}
