import { CircleAlert } from 'lucide-react'
import { type ComponentProps, useId } from 'react'

/** A labelled line of text. Its error stands in place, below, and is read out when it appears. */
export function TextField({
  label,
  error,
  hint,
  className = '',
  ...props
}: { label: string; error?: string | undefined; hint?: string } & ComponentProps<'input'>) {
  const id = useId()
  return (
    <div className={`flex flex-col gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        {...props}
        id={id}
        dir="auto"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-below`}
        className="h-11 w-full rounded-md border border-edge bg-raised px-3 text-base text-text placeholder:text-muted focus-visible:outline-offset-0 aria-invalid:border-danger"
      />
      <p id={`${id}-below`} aria-live="polite" className="min-h-5 text-sm">
        {error !== undefined ? (
          <span className="flex items-start gap-1.5 pb-2 text-danger">
            <CircleAlert aria-hidden="true" size="1rem" className="mt-0.5 shrink-0" />
            {error}
          </span>
        ) : (
          <span className="block pb-2 text-muted empty:hidden">{hint}</span>
        )}
      </p>
    </div>
  )
}
