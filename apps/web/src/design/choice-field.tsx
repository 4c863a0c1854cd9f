import { useId } from 'react'

/** One of a few, each with a line that says what it means. */
export function ChoiceField<Value extends string>({
  legend,
  choices,
  value,
  onChange,
  className = '',
}: {
  legend: string
  choices: readonly { readonly value: Value; readonly label: string; readonly hint: string }[]
  value: Value
  onChange: (value: Value) => void
  className?: string
}) {
  const id = useId()
  return (
    <fieldset className={`flex flex-col ${className}`}>
      <legend className="pb-1.5 font-medium text-sm">{legend}</legend>
      <div className="overflow-hidden rounded-md border border-edge bg-raised">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-3 border-line px-3 py-2.5 not-first:border-t hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-text"
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-describedby={`${id}-${choice.value}`}
              aria-label={choice.label}
              className="mt-0.5 size-4 shrink-0 outline-none"
            />
            <span>
              <span className="block font-medium text-sm">{choice.label}</span>
              <span id={`${id}-${choice.value}`} className="block text-muted text-sm">
                {choice.hint}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
