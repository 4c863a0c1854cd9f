import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { useStore } from '../store/use-store.ts'
import { Face } from './face.tsx'
import { type PersonOnline, peopleOnline } from './people-online.ts'
import { PersonTrigger } from './person-trigger.tsx'

/** Who is in the room right now. */
export function PeoplePanel({
  client,
  roomId,
  className = '',
}: {
  client: ChatClient
  /** undefined as long as no room is known. */
  roomId: RoomId | undefined
  className?: string
}) {
  return (
    <aside aria-label="People" className={`flex min-h-0 flex-col bg-surface ${className}`}>
      {roomId === undefined ? <PeopleSkeleton /> : <PeopleOnline client={client} roomId={roomId} />}
    </aside>
  )
}

function PeopleOnline({ client, roomId }: { client: ChatClient; roomId: RoomId }) {
  const presence = useStore(client.presence(roomId))
  const users = useStore(client.users)
  const me = useStore(client.me)
  const connected = useStore(client.connection).status === 'connected'
  const { online } = presence
  if (online === undefined) return connected ? <PeopleSkeleton /> : <PeopleUnknown />
  const people = peopleOnline(presence, users, me)
  const more = online - people.length
  return (
    <>
      <div className="flex h-14 shrink-0 flex-col justify-center px-4">
        <h2 className="font-semibold text-sm">Online — {online}</h2>
        {!connected && <p className="text-muted text-xs">When the connection was lost</p>}
      </div>
      <ul aria-label="People online" className="min-h-0 overflow-y-auto px-2 pb-2">
        {people.map((person) => (
          <Person key={person.id} person={person} current={connected} />
        ))}
      </ul>
      {more > 0 && <p className="px-4 pb-3 text-muted text-sm">and {more} more</p>}
    </>
  )
}

function Person({ person, current }: { person: PersonOnline; current: boolean }) {
  return (
    <li>
      <PersonTrigger
        userId={person.id}
        className="touch-target flex w-full cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 text-start hover:bg-hover focus-visible:-outline-offset-2 data-popup-open:bg-hover"
      >
        <Face
          userId={person.id}
          name={person.name}
          picture={person.picture}
          size="sm"
          status={current ? person.status : undefined}
        />
        <bdi className="min-w-0 truncate" title={person.name}>
          {person.name}
        </bdi>
        {person.me && <span className="shrink-0 text-muted text-xs">you</span>}
      </PersonTrigger>
    </li>
  )
}

function PeopleUnknown() {
  return (
    <div className="flex h-14 flex-col justify-center px-4">
      <h2 className="font-semibold text-sm">Online</h2>
      <p className="text-muted text-xs">Shows once connected</p>
    </div>
  )
}

function PeopleSkeleton() {
  return (
    <>
      <h2 className="flex h-14 items-center px-4 font-semibold text-sm">Online</h2>
      <div className="flex flex-col px-4" aria-hidden="true">
        {['w-24', 'w-32', 'w-20'].map((width) => (
          <span key={width} className="flex items-center gap-2.5 py-1">
            <span className="pulse-quietly size-7 rounded-md bg-line" />
            <span className={`pulse-quietly h-3 rounded-sm bg-line ${width}`} />
          </span>
        ))}
      </div>
    </>
  )
}
