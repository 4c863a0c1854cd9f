/** Says something to people with a screen reader, once they have nothing else to hear. */
export function announce(text: string): void {
  if (text === '') return
  if ('ariaNotify' in document && typeof document.ariaNotify === 'function') {
    document.ariaNotify(text)
    return
  }
  region().textContent = text
}

let liveRegion: HTMLElement | undefined

/** For browsers without `ariaNotify`: a place that is read aloud when its text changes. */
function region(): HTMLElement {
  if (liveRegion === undefined) {
    liveRegion = document.createElement('div')
    liveRegion.className = 'sr-only'
    liveRegion.ariaLive = 'polite'
    document.body.append(liveRegion)
  }
  return liveRegion
}
