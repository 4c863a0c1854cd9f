import type { RoomSummary } from '@chat/protocol'
import { Hash, PanelLeft, Users } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'

/** What this room is, and the ways to what stands beside it. */
export function RoomHeader({
  room,
  peopleShown,
  openRooms,
  togglePeople,
}: {
  room: RoomSummary | undefined
  peopleShown: boolean
  /** Absent where the rooms stand beside the timeline anyway. */
  openRooms: (() => void) | undefined
  togglePeople: () => void
}) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-2 sm:px-4">
      {openRooms !== undefined && (
        <IconButton icon={PanelLeft} label="Rooms" onClick={openRooms} aria-haspopup="dialog" />
      )}
      {room === undefined ? (
        <span aria-hidden="true" className="pulse-quietly h-4 w-32 rounded-sm bg-line" />
      ) : (
        <>
          <h1 className="flex min-w-0 items-center gap-1 font-semibold text-lg">
            <Hash aria-hidden="true" size={18} className="shrink-0 text-muted" />
            <bdi className="truncate">{room.name}</bdi>
          </h1>
          {room.topic !== undefined && (
            <p
              className="ms-2 min-w-0 flex-1 truncate border-line border-s ps-4 text-muted text-sm max-sm:hidden"
              title={room.topic}
            >
              <bdi>{room.topic}</bdi>
            </p>
          )}
        </>
      )}
      <IconButton icon={Users} label="People" aria-pressed={peopleShown} onClick={togglePeople} className="ms-auto" />
    </header>
  )
}
