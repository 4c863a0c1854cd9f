import { type ReactNode, useId } from 'react'

/** A labelled choice out of many; the browser's own, which every phone and screen reader knows. */
export function SelectField({
  label,
  hint,
  value,
  onChange,
  children,
}: {
  label: string
  hint?: ReactNode
  value: string
  onChange: (value: string) => void
  /** `<option>`s. */
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-below`}
        className="h-11 w-full rounded-md border border-edge bg-raised px-3 text-base text-text focus-visible:outline-offset-0"
      >
        {children}
      </select>
      {hint !== undefined && (
        <p id={`${id}-below`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  )
}
