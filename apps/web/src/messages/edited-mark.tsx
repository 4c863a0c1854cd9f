import { formatExactly } from '../design/time-format.ts'

/** Says that a message was edited, and shows how to whoever asks. */
export function EditedMark({ at, show }: { at: number; show: () => void }) {
  return (
    <button
      type="button"
      title={`Edited on ${formatExactly(at)}`}
      aria-label="Edited: show earlier versions"
      onClick={show}
      className="block cursor-pointer rounded-sm text-muted text-xs hover:text-text hover:underline"
    >
      (edited)
    </button>
  )
}
