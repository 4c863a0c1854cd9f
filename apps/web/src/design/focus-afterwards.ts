/**
 * What gets the focus once a popup has closed: nothing where somebody has gone on elsewhere while it faded.
 *
 * @param back true for what it was opened from
 */
export function focusAfterwards<Back extends HTMLElement | boolean | null>(
  popup: { readonly current: HTMLElement | null },
  back: () => Back,
): Back | false {
  const { activeElement } = document
  const elsewhere = activeElement !== document.body && popup.current?.contains(activeElement) !== true
  return elsewhere ? false : back()
}
