import { type ReactNode, useRef } from 'react'
import { useHiddenSides } from './use-hidden-sides.ts'

/** What can be wider than the column of messages. It fades where it goes on, and scrolls by keyboard as well. */
export function ScrollArea({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  const area = useRef<HTMLDivElement>(null)
  const hidden = useHiddenSides(area)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={area}
      role="group"
      aria-label={label}
      // Nothing to stop at where nothing scrolls.
      tabIndex={hidden.length > 0 ? 0 : undefined}
      data-hidden={hidden.join(' ') || undefined}
      className={`fade-hidden overflow-x-auto ${className}`}
    >
      {children}
    </div>
  )
}
