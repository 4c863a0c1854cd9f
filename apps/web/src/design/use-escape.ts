import { useEffect, useRef } from 'react'

/** What Escape closes by itself while it is there, and not while it only fades. */
const OPEN = ':is([role=dialog], [role=alertdialog], [role=menu], [role=listbox]):not([data-closed], [hidden])'

/** Whether a dialog, a menu or a list stands over the page. */
export function isSomethingOpen(): boolean {
  return document.querySelector(OPEN) !== null
}

/** What stands beside the rest and closes before that does anything. */
const beside = new Set<object>()

/** Presses that have closed a tooltip, which is no reason to do nothing else. */
const onlyTooltip = new WeakSet<Event>()

/** To be told by a tooltip that the key has closed. */
export function tooltipClosedBy(event: Event): void {
  onlyTooltip.add(event)
}

/**
 * Runs when somebody presses Escape, alone or with Shift, and nothing is there that the key closes or ends first.
 *
 * @param run is told whether Shift was held
 * @param options.first it closes something that stands beside the rest: nobody else hears of the key meanwhile
 */
export function useEscape(run: (shift: boolean) => void, { first = false }: { readonly first?: boolean } = {}): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    let closes = false
    // Before anybody else hears of it: what it closes is gone afterwards.
    function lookAround(event: KeyboardEvent): void {
      if (event.key === 'Escape') closes = isSomethingOpen() || (!first && beside.size > 0)
    }
    function onKeyDown(event: KeyboardEvent): void {
      const { key, ctrlKey, altKey, metaKey, shiftKey, isComposing, repeat } = event
      if (key !== 'Escape' || closes || (event.defaultPrevented && !onlyTooltip.has(event))) return
      if (ctrlKey || altKey || metaKey || isComposing || repeat) return
      latest.current(shiftKey)
    }
    const own = {}
    if (first) beside.add(own)
    window.addEventListener('keydown', lookAround, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      beside.delete(own)
      window.removeEventListener('keydown', lookAround, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [first])
}
