import { Pin } from 'lucide-react'
import { formatExactly } from '../design/time-format.ts'

/** Says that a message is pinned. */
export function PinSign({ at }: { at: number }) {
  return (
    <span title={`Pinned on ${formatExactly(at)}`} className="flex w-fit items-center gap-1 text-accent-text text-xs">
      <Pin aria-hidden="true" size="0.75rem" /> Pinned
    </span>
  )
}
