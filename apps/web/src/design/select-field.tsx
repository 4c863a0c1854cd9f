import { type ReactNode, useId } from 'react'
import { Select } from './select.tsx'

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
      <Select
        id={id}
        value={value}
        onChange={onChange}
        describedBy={hint === undefined ? undefined : `${id}-below`}
        className="h-11 ps-3 text-base"
      >
        {children}
      </Select>
      {hint !== undefined && (
        <p id={`${id}-below`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  )
}
