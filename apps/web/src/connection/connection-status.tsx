import type { ConnectionState } from '@chat/client'
import { Button } from '../design/button.tsx'
import { describeConnection } from './describe-connection.ts'
import { useNow } from './use-now.ts'

const DOTS = { calm: 'bg-positive', waiting: 'bg-caution pulse-quietly', trouble: 'bg-danger' }
const TEXTS = { calm: 'text-muted', waiting: 'text-caution', trouble: 'text-danger' }

/** The status line. Quiet while all is well; otherwise says what is wrong and what will happen next. */
export function ConnectionStatus({
  state,
  unsafe,
  reconnect,
  renew,
}: {
  state: ConnectionState
  /** There are messages that wait in the memory of this page only. */
  unsafe: boolean
  reconnect: () => void
  /** Loads the newest version of the app. */
  renew: () => void
}) {
  const now = useNow(state.status === 'reconnecting')
  const line = describeConnection(state, now)
  return (
    <div className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2 text-sm">
      <div role="status" aria-label="Connection" className={`flex min-w-0 items-center gap-2 ${TEXTS[line.tone]}`}>
        <span aria-hidden="true" className={`${DOTS[line.tone]} size-2 shrink-0 rounded-full`} />
        <span>
          {line.text}
          {/* Seconds are for the eye; spoken, they would never stop. */}
          {line.retryInSeconds !== undefined && (
            <span aria-hidden="true" className="tabular-nums">
              {' next try in '}
              {line.retryInSeconds} s
            </span>
          )}
        </span>
      </div>
      {line.action === 'reconnect' && (
        <Button look="quiet" size="sm" onClick={reconnect}>
          Try now
        </Button>
      )}
      {line.action === 'reload' && (
        <Button look="quiet" size="sm" onClick={renew}>
          Reload
        </Button>
      )}
      <p role="status" className="w-full text-caution empty:hidden">
        {unsafe && 'This browser stores nothing: what is queued is lost if you close this tab.'}
      </p>
    </div>
  )
}
