import type { OutboxEntry } from '@chat/client'
import type { ErrorBody, ErrorCode, MessageId } from '@chat/protocol'
import { CircleAlert, Clock, Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useNow } from '../connection/use-now.ts'
import { Button } from '../design/button.tsx'

/** What can be done with a message that the server will not take. */
export interface RefusedActions {
  retry(id: MessageId): void
  /** Takes it back into the composer. */
  edit(id: MessageId): void
  discard(id: MessageId): void
}

const SPOKEN = { queued: 'queued', sending: 'sending', refused: 'not sent', sent: '' }

/** The state as part of a message's accessible name; empty for what has arrived. */
export function spokenState(state: OutboxEntry['state']): string {
  return SPOKEN[state]
}

/** How far an own message has come, below its text; nothing once it has arrived. */
export function MessageState({
  id,
  state,
  error,
  retryAt,
  editable,
  actions,
}: {
  id: MessageId
  state: OutboxEntry['state']
  error: ErrorBody | undefined
  retryAt: number | undefined
  editable: boolean
  actions: RefusedActions
}) {
  if (state === 'queued') return <Waiting reason={error && WAITS_FOR[error.code]} retryAt={retryAt} />
  // Over the free end of the last line: on a good connection this lives for milliseconds and must not move anything.
  if (state === 'sending')
    return <p className="appear-late -mt-4 ms-auto w-fit bg-own ps-2 text-muted text-xs">Sending</p>
  if (state === 'sent') return null
  return (
    <div className="mt-1 mb-1 rounded-md bg-danger-surface px-3 py-2">
      <p className="flex items-start gap-1.5 text-danger text-sm">
        <CircleAlert aria-hidden="true" size="1rem" className="mt-0.5 shrink-0" />
        <span>
          <strong className="font-semibold">Not sent.</strong> {error?.message}
        </span>
      </p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => actions.retry(id)}>
          <RotateCw aria-hidden="true" size="0.875rem" /> Retry
        </Button>
        {editable && (
          <Button size="sm" onClick={() => actions.edit(id)}>
            <Pencil aria-hidden="true" size="0.875rem" /> Edit
          </Button>
        )}
        <Button size="sm" onClick={() => actions.discard(id)}>
          <Trash2 aria-hidden="true" size="0.875rem" /> Discard
        </Button>
      </div>
    </div>
  )
}

const WAITS_FOR: { readonly [Code in ErrorCode]?: string } = {
  RATE_LIMITED: 'too many messages',
  OVERLOADED: 'the server is busy',
  STORAGE_FULL: 'the server has no space left',
  INTERNAL: 'something went wrong on the server',
}

function Waiting({ reason, retryAt }: { reason: string | undefined; retryAt: number | undefined }) {
  const now = useNow(retryAt !== undefined)
  const seconds = retryAt === undefined ? 0 : Math.ceil((retryAt - now) / 1000)
  return (
    <p className="flex items-start gap-1.5 text-muted text-xs">
      <Clock aria-hidden="true" size="0.75rem" className="mt-0.5 shrink-0" />
      <span>
        {reason === undefined ? 'Queued' : `Waiting: ${reason}`}
        {/* Seconds are for the eye; spoken, they would never stop. */}
        {seconds > 0 && (
          <span aria-hidden="true" className="tabular-nums">
            {`. Next try in ${seconds} s`}
          </span>
        )}
      </span>
    </p>
  )
}
