/** Milliseconds from one call to the next, while there is always something new: short enough to look like at once. */
export const THROTTLE_MS = 50

/**
 * Makes a function that calls the listeners that it is given: at once where none was called for a while, and otherwise
 * together for all that happens within {@link THROTTLE_MS}, each of them once.
 */
export function createThrottle(): (listener: () => void) => void {
  const waiting = new Set<() => void>()
  let calledAt = Number.NEGATIVE_INFINITY

  function callAll(): void {
    calledAt = performance.now()
    const listeners = [...waiting]
    waiting.clear()
    for (const listener of listeners) listener()
  }

  return (listener) => {
    waiting.add(listener)
    if (waiting.size > 1) return
    const wait = calledAt + THROTTLE_MS - performance.now()
    if (wait > 0) setTimeout(callAll, wait)
    // Not before all that changes in one go has changed.
    else queueMicrotask(callAll)
  }
}
