import type { RoomNotify, RoomSummary } from '@chat/protocol'
import { BellOff, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { keptUnread } from '../reads/kept-unread.ts'
import { useStore } from '../store/use-store.ts'
import { roomAddress } from './open-room.ts'
import { callsIn, unreadCount } from './unread-count.ts'

export const LIST_ENTRY =
  'touch-target flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-start text-muted hover:bg-hover hover:text-text focus-visible:-outline-offset-2'

/** One room in the list. */
export function RoomEntry({
  room,
  current,
  begun,
  notify,
  sign,
  onChosen,
}: {
  room: RoomSummary
  /** What kind of room it is, or whether the person is there with whom the conversation is. */
  sign: ReactNode
  current: boolean
  /** One has begun to write something there. */
  begun: boolean
  /** What one has chosen to be notified of there. */
  notify: RoomNotify | undefined
  onChosen: (() => void) | undefined
}) {
  // In the room that one looks at nothing does.
  const waits = useStore(keptUnread) === room.id || !current
  return (
    <li>
      <a
        href={roomAddress(room)}
        aria-current={current ? 'page' : undefined}
        onClick={onChosen}
        className={`${LIST_ENTRY} ${lookOf(room, current, notify)} aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-text`}
      >
        {sign}
        <bdi className="truncate" title={room.name}>
          {room.name}
        </bdi>
        {room.kind === 'private' && <span className="sr-only">(private)</span>}
        {notify?.muted && <BellOff aria-label="(muted)" role="img" size="0.875rem" className="shrink-0" />}
        {begun && !current && <PencilLine aria-label="(draft)" role="img" size="0.875rem" className="shrink-0" />}
        {waits && <UnreadBadges room={room} notify={notify} />}
      </a>
    </li>
  )
}

function lookOf({ unread }: RoomSummary, current: boolean, notify: RoomNotify | undefined): string {
  if (notify?.muted) return 'opacity-90'
  return unread > 0 && !current ? 'font-medium text-text' : ''
}

/** How much waits in a room; what calls one stands out from the rest. */
export function UnreadBadges({
  room,
  notify,
}: {
  room: Pick<RoomSummary, 'unread' | 'mentions'>
  notify: RoomNotify | undefined
}) {
  const { unread, mentions } = room
  const count = unreadCount(unread)
  const mentioned = unreadCount(callsIn(room, notify))
  if (count === undefined && mentioned === undefined) return null
  return (
    <span className="ms-auto flex shrink-0 items-center gap-1 font-medium text-on-accent text-xs tabular-nums">
      {mentioned !== undefined && (
        <span className="rounded-full bg-danger-fill px-1.5">
          <span aria-hidden="true">@</span>
          {mentioned}
          <span className="sr-only">
            {mentions === 1 ? ' mention' : ' mentions'}
            {count !== undefined && ', '}
          </span>
        </span>
      )}
      {count === undefined ? null : notify?.muted ? (
        <span className="m-1.5 size-2 rounded-full bg-muted">
          <span className="sr-only">{count} unread</span>
        </span>
      ) : (
        <span className="rounded-full bg-accent px-1.5">
          {count}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </span>
  )
}
