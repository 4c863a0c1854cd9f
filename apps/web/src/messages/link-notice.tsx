import { X } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import type { LinkOutcome } from './use-linked-message.ts'

/** Why the message that a link leads to is not there. */
export function LinkNotice({ outcome, close }: { outcome: LinkOutcome; close: () => void }) {
  if (outcome.status === 'shown' || outcome.status === 'threaded') return null
  return (
    <div className="absolute inset-x-2 top-2 z-10 mx-auto flex w-fit max-w-md items-center gap-2 rounded-md border border-line bg-raised py-1 ps-3 pe-1 text-sm shadow-raised">
      <p role="status">
        {outcome.status === 'missing'
          ? 'The message that this link leads to is not there.'
          : `The message that this link leads to cannot be loaded now. ${outcome.problem}`}
      </p>
      <IconButton icon={X} label="Dismiss" size="sm" onClick={close} />
    </div>
  )
}
