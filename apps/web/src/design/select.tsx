import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** The browser's own choice out of many, which every phone and screen reader knows, with the sign of ours. */
export function Select({
  id,
  value,
  onChange,
  describedBy,
  className,
  children,
}: {
  id: string
  value: string | number
  onChange: (value: string) => void
  describedBy?: string | undefined
  /** How large it is. */
  className: string
  /** `<option>`s. */
  children: ReactNode
}) {
  return (
    <span className="relative flex">
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={describedBy}
        className={`w-full cursor-pointer appearance-none truncate rounded-md border border-edge bg-raised pe-9 text-text focus-visible:outline-offset-0 ${className}`}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        size="1rem"
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
