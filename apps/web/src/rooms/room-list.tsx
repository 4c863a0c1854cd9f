import type { RoomSummary } from '@chat/protocol'
import { Hash } from 'lucide-react'
import { roomAddress } from './open-room.ts'

/** The rooms one is in. */
export function RoomList({
  rooms,
  current,
  onChosen,
}: {
  rooms: readonly RoomSummary[]
  current: RoomSummary | undefined
  onChosen?: () => void
}) {
  return (
    <nav aria-label="Rooms" className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
      <h2 className="px-2 pb-1 font-medium text-muted text-xs">Rooms</h2>
      {rooms.length === 0 ? (
        <div aria-hidden="true" className="flex h-8 items-center px-2">
          <span className="pulse-quietly h-3 w-24 rounded-sm bg-line" />
        </div>
      ) : (
        <ul>
          {rooms.map((room) => (
            <li key={room.id}>
              <a
                href={roomAddress(room)}
                aria-current={room.id === current?.id ? 'page' : undefined}
                onClick={onChosen}
                className="touch-target flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-text focus-visible:-outline-offset-2 aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-text"
              >
                <Hash aria-hidden="true" size={16} className="shrink-0" />
                <bdi className="truncate">{room.name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}
