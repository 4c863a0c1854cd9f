import type { RoomNotify, RoomSummary } from '@chat/protocol'
import { Compass, Plus, SquarePen } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { LIST_ENTRY, RoomEntry } from './room-entry.tsx'
import { roomSections } from './room-sections.ts'

/** The rooms one is in, the people one writes with, and the ways to others. */
export function RoomList({
  rooms,
  current,
  loading,
  begun,
  notifyChoices,
  signOf,
  onChosen,
  create,
  browse,
  write,
  goTo,
  threads,
  later,
}: {
  rooms: readonly RoomSummary[]
  current: RoomSummary | undefined
  loading: boolean
  /** The rooms in which one has begun to write something. */
  begun: ReadonlySet<RoomSummary['id']>
  /** What one has chosen to be notified of in each. */
  notifyChoices: ReadonlyMap<string, RoomNotify>
  /** What kind of room it is, or whether the person is there with whom a conversation is. */
  signOf: (room: RoomSummary) => ReactNode
  onChosen?: () => void
  create: () => void
  browse: () => void
  /** Begins a direct conversation. */
  write: () => void
  /** The short way to wherever one wants to go. */
  goTo?: ReactNode
  /** The way to the threads that one follows. */
  threads?: ReactNode
  /** The way to what one has put off. */
  later?: ReactNode
}) {
  const sections = roomSections(rooms)
  const entries = (of: readonly RoomSummary[]) =>
    of.map((room) => (
      <RoomEntry
        key={room.id}
        room={room}
        current={room.id === current?.id}
        begun={begun.has(room.id)}
        notify={notifyChoices.get(room.id)}
        sign={signOf(room)}
        onChosen={onChosen}
      />
    ))
  return (
    <nav aria-label="Rooms" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 py-2">
      <div>
        {goTo}
        {threads}
        {later}
      </div>
      {sections.favourites.length > 0 && <Section title="Favourites">{entries(sections.favourites)}</Section>}
      <Section
        title="Rooms"
        action={<IconButton icon={Plus} label="Create a room" size="sm" onClick={create} aria-haspopup="dialog" />}
        below={
          <button type="button" onClick={browse} aria-haspopup="dialog" className={`${LIST_ENTRY} cursor-pointer`}>
            <Compass aria-hidden="true" size="1rem" className="shrink-0" />
            Browse rooms
          </button>
        }
      >
        {loading ? (
          <li aria-hidden="true" className="flex h-8 items-center px-2">
            <span className="pulse-quietly h-3 w-24 rounded-sm bg-line" />
          </li>
        ) : (
          entries(sections.rooms)
        )}
      </Section>
      <Section
        title="Direct messages"
        action={<IconButton icon={SquarePen} label="New message" size="sm" onClick={write} aria-haspopup="dialog" />}
        below={
          sections.direct.length === 0 &&
          !loading && <p className="px-2 py-1 text-muted text-xs">Write to somebody, or to a few, in private.</p>
        }
      >
        {entries(sections.direct)}
      </Section>
    </nav>
  )
}

function Section({
  title,
  action,
  below,
  children,
}: {
  title: string
  action?: ReactNode
  below?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <div>
      <div className="flex min-h-7 items-center justify-between ps-2 pb-1">
        <h2 id={id} className="font-medium text-muted text-xs">
          {title}
        </h2>
        {action}
      </div>
      <ul aria-labelledby={id}>{children}</ul>
      {below}
    </div>
  )
}
