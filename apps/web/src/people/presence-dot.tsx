import type { PresenceStatus } from '@chat/protocol'
import { STATUS_NAMES } from './status-names.ts'

/** Told apart by their shape as well, for whoever does not see the colours apart. */
const SHAPES: Record<PresenceStatus, { colour: string; shape: React.ReactNode }> = {
  online: { colour: 'text-positive', shape: <circle cx="6" cy="6" r="5" fill="currentColor" /> },
  away: {
    colour: 'text-caution',
    shape: <path d="M7.5 1.2A5 5 0 1 0 10.8 7 4.2 4.2 0 0 1 7.5 1.2Z" fill="currentColor" />,
  },
  dnd: {
    colour: 'text-danger',
    shape: <path fillRule="evenodd" d="M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM3.25 5.1v1.8h5.5V5.1Z" fill="currentColor" />,
  },
  offline: {
    colour: 'text-muted',
    shape: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="2" />,
  },
}

/** Whether somebody is there, as a sign; said in words too. */
export function PresenceDot({ status, className = '' }: { status: PresenceStatus; className?: string }) {
  const { colour, shape } = SHAPES[status]
  return (
    <span className={`inline-flex shrink-0 ${colour} ${className}`}>
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-full">
        {shape}
      </svg>
      <span className="sr-only">{STATUS_NAMES[status]}</span>
    </span>
  )
}
