import { formatExactly } from '../design/time-format.ts'

/** Says behind its text that a message was edited, and shows how to whoever asks. */
export function EditedMark({ at, show }: { at: number; show: () => void }) {
  return (
    <>
      {' '}
      <button
        type="button"
        title={`Edited on ${formatExactly(at)}`}
        aria-label="Edited: show earlier versions"
        onClick={show}
        className="cursor-pointer select-none rounded-sm font-normal text-muted text-xs hover:text-text hover:underline"
      >
        (edited)
      </button>
    </>
  )
}
