import type { RoomSummary } from '@chat/protocol'
import { PanelLeft, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../design/icon-button.tsx'

/** What this room is, and the ways to what stands beside it. */
export function RoomHeader({
  room,
  sign,
  loading,
  peopleShown,
  menu,
  openRooms,
  togglePeople,
}: {
  room: RoomSummary | undefined
  /** What kind of room it is, or who the person is with whom the conversation is. */
  sign: ReactNode
  loading: boolean
  /** What one can do about the room. */
  menu: ReactNode
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
      {loading && <span aria-hidden="true" className="pulse-quietly h-4 w-32 rounded-sm bg-line" />}
      {room !== undefined && (
        <>
          <div className="flex min-w-0 items-center gap-1.5">
            {sign}
            <h1 className="truncate font-semibold text-lg">
              <bdi>{room.name}</bdi>
            </h1>
          </div>
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
      <div className="ms-auto flex items-center gap-1">
        {room !== undefined && menu}
        {(loading || room !== undefined) && (
          <IconButton icon={Users} label="People" aria-pressed={peopleShown} onClick={togglePeople} />
        )}
      </div>
    </header>
  )
}
