import { Switch } from '@base-ui/react/switch'
import { useId } from 'react'

/** Something that is on or off, and holds as soon as it is touched. */
export function SwitchField({
  label,
  hint,
  on,
  change,
}: {
  label: string
  hint: string
  /** undefined until the server has said. */
  on: boolean | undefined
  change: (on: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex items-center gap-4 py-1">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium text-sm">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      </div>
      <Switch.Root
        checked={on ?? false}
        disabled={on === undefined}
        onCheckedChange={change}
        aria-labelledby={id}
        aria-describedby={`${id}-hint`}
        // What a finger may touch is larger than what one sees.
        className="flex h-6 w-11 shrink-0 cursor-pointer items-center rounded-full border border-edge bg-raised p-0.5 transition-colors duration-100 data-checked:border-accent data-checked:bg-accent data-disabled:cursor-default data-disabled:opacity-60 pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-2.5 pointer-coarse:after:content-['']"
      >
        <Switch.Thumb className="size-4.5 rounded-full bg-muted transition-transform duration-100 data-checked:translate-x-5 data-checked:bg-on-accent rtl:data-checked:-translate-x-5" />
      </Switch.Root>
    </div>
  )
}
