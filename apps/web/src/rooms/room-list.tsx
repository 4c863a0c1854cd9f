import type { RoomSummary } from '@chat/protocol'
import { Compass, Plus } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { roomAddress } from './open-room.ts'
import { orderedRooms } from './ordered-rooms.ts'
import { RoomIcon } from './room-icon.tsx'
import { unreadCount } from './unread-count.ts'

const ENTRY =
  'touch-target flex h-8 w-full items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-text focus-visible:-outline-offset-2'

/** The rooms one is in, and the ways to others. */
export function RoomList({
  rooms,
  current,
  loading,
  onChosen,
  create,
  browse,
}: {
  rooms: readonly RoomSummary[]
  current: RoomSummary | undefined
  loading: boolean
  onChosen?: () => void
  create: () => void
  browse: () => void
}) {
  return (
    <nav aria-label="Rooms" className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
      <div className="flex items-center justify-between ps-2 pb-1">
        <h2 className="font-medium text-muted text-xs">Rooms</h2>
        <IconButton icon={Plus} label="Create a room" size="sm" onClick={create} aria-haspopup="dialog" />
      </div>
      {loading ? (
        <div aria-hidden="true" className="flex h-8 items-center px-2">
          <span className="pulse-quietly h-3 w-24 rounded-sm bg-line" />
        </div>
      ) : (
        <ul>
          {orderedRooms(rooms).map((room) => (
            <li key={room.id}>
              <a
                href={roomAddress(room)}
                aria-current={room.id === current?.id ? 'page' : undefined}
                onClick={onChosen}
                className={`${ENTRY} ${room.unread > 0 && room.id !== current?.id ? 'font-medium text-text' : ''} aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-text`}
              >
                <RoomIcon kind={room.kind} size={16} className="shrink-0" />
                <bdi className="truncate">{room.name}</bdi>
                {room.kind === 'private' && <span className="sr-only">(private)</span>}
                {room.id !== current?.id && <UnreadBadge unread={room.unread} />}
              </a>
            </li>
          ))}
        </ul>
      )}
      <button type="button" onClick={browse} aria-haspopup="dialog" className={`${ENTRY} cursor-pointer`}>
        <Compass aria-hidden="true" size={16} className="shrink-0" />
        Browse rooms
      </button>
    </nav>
  )
}

function UnreadBadge({ unread }: { unread: number }) {
  const count = unreadCount(unread)
  if (count === undefined) return null
  return (
    <span className="ms-auto shrink-0 rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
      {count}
      <span className="sr-only"> unread</span>
    </span>
  )
}
