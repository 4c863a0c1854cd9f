import { Search } from 'lucide-react'
import type { RefObject } from 'react'

/** How the field looks, beside a `SearchSign`. */
export const SEARCH_INPUT =
  'h-9 w-full rounded-md border border-edge bg-raised ps-9 pe-3 text-base text-text placeholder:text-muted focus-visible:outline-offset-0 pointer-coarse:h-11'

/** Says to the eye that a field is for searching. */
export function SearchSign() {
  return (
    <Search
      aria-hidden="true"
      size="1rem"
      className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-muted"
    />
  )
}

/** Where one types what is looked for in a list below. */
export function SearchField({
  label,
  value,
  maxLength,
  onChange,
  className = '',
  input,
}: {
  label: string
  value: string
  maxLength: number
  onChange: (value: string) => void
  className?: string
  input?: RefObject<HTMLInputElement | null>
}) {
  return (
    <label className={`relative block shrink-0 ${className}`}>
      <span className="sr-only">{label}</span>
      <SearchSign />
      <input
        ref={input}
        type="search"
        dir="auto"
        value={value}
        maxLength={maxLength}
        placeholder={label}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => onChange(event.target.value)}
        className={SEARCH_INPUT}
      />
    </label>
  )
}
