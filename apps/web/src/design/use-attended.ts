import { type FocusEvent, type PointerEvent, useState } from 'react'

/** Whether the mouse is over an element, or the keyboard in it. A finger and a click are neither. */
export function useAttended() {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  return {
    attended: hovered || focused,
    attention: {
      onPointerEnter(event: PointerEvent) {
        if (event.pointerType !== 'touch') setHovered(true)
      },
      onPointerLeave: () => setHovered(false),
      onFocus(event: FocusEvent) {
        if (event.target.matches(':focus-visible')) setFocused(true)
      },
      onBlur({ currentTarget, relatedTarget }: FocusEvent) {
        if (!currentTarget.contains(relatedTarget)) setFocused(false)
      },
    },
  }
}
