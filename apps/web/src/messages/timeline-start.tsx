import type { RoomKind } from '@chat/protocol'
import { RoomIcon } from '../rooms/room-icon.tsx'

/** What stands above the oldest message that is loaded: the room's beginning, or a sign that there is more. */
export function TimelineStart({
  title,
  kind,
  hasMoreBefore,
  empty,
}: {
  title: string
  kind: RoomKind
  hasMoreBefore: boolean
  empty: boolean
}) {
  if (hasMoreBefore) return <MessageSkeleton widths={['w-3/5', 'w-2/5']} label="Loading earlier messages" />
  return (
    <div className="px-3 pt-8 pb-3">
      <span className="flex size-11 items-center justify-center rounded-lg bg-selected text-accent-text">
        <RoomIcon kind={kind} size="1.375rem" className="" />
      </span>
      <p className="mt-3 font-semibold text-lg [overflow-wrap:anywhere]">
        This is the beginning of {kind === 'direct' && 'your conversation with '}
        <bdi>{title}</bdi>
      </p>
      {empty && <p className="text-muted">Nobody has written anything yet. Say hello.</p>}
    </div>
  )
}

/** The shape of messages to come. */
export function TimelineSkeleton() {
  return (
    <div
      className="mx-auto flex h-full max-w-5xl flex-col justify-end gap-2 px-2 sm:px-4"
      role="status"
      aria-label="Loading messages"
    >
      <MessageSkeleton widths={['w-2/5']} />
      <MessageSkeleton widths={['w-4/5', 'w-3/5']} />
      <MessageSkeleton widths={['w-1/3']} />
      <MessageSkeleton widths={['w-3/5', 'w-1/2']} />
      <MessageSkeleton widths={['w-1/2']} />
    </div>
  )
}

function MessageSkeleton({ widths, label }: { widths: string[]; label?: string }) {
  return (
    <div className="flex gap-3 px-3 py-2">
      {label !== undefined && <span className="sr-only">{label}</span>}
      <span className="pulse-quietly size-9 shrink-0 rounded-md bg-line" />
      <span className="flex flex-1 flex-col gap-2 pt-1">
        <span className="pulse-quietly h-3 w-32 rounded-sm bg-line" />
        {widths.map((width) => (
          <span key={width} className={`pulse-quietly h-3 rounded-sm bg-line ${width}`} />
        ))}
      </span>
    </div>
  )
}
