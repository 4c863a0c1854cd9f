import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'

const LONG_PRESS_MS = 450
/** A finger that moves further scrolls. */
const STILL_WITHIN = 8

/** Hears a finger that stays on an element; not on a link or a button in it, which have their own ways. */
export function useLongPress(onLongPress: (element: HTMLElement) => void) {
  const pressed = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number }>(
    undefined,
  )
  const release = () => {
    clearTimeout(pressed.current?.timer)
    pressed.current = undefined
  }
  useEffect(() => () => clearTimeout(pressed.current?.timer), [])
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      release()
      if (event.pointerType !== 'touch' || !event.isPrimary || isActive(event.target)) return
      const element = event.currentTarget
      const timer = setTimeout(() => onLongPress(element), LONG_PRESS_MS)
      pressed.current = { timer, x: event.clientX, y: event.clientY }
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const start = pressed.current
      if (start !== undefined && Math.hypot(clientX - start.x, clientY - start.y) > STILL_WITHIN) release()
    },
    onPointerUp: release,
    onPointerCancel: release,
    onContextMenu(event: MouseEvent) {
      // The browser's own answer to the same finger.
      if (pressed.current !== undefined) event.preventDefault()
    },
  }
}

function isActive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, textarea') !== null
}
