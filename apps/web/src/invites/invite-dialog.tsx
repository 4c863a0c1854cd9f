import type { ChatClient } from '@chat/client'
import { limits, type RoomSummary, type User } from '@chat/protocol'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { SearchField } from '../design/search-field.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { createPeopleFinder } from '../people/people-finder.ts'
import type { Found } from '../store/paged-search.ts'
import { useSettled } from '../store/use-settled.ts'
import { useStore } from '../store/use-store.ts'
import { InviteLinks } from './invite-links.tsx'

/** Brings people into a room: those whom one can find, at once, and others by a link. */
export function InviteDialog({
  client,
  room,
  open,
  onOpenChange,
}: {
  client: ChatClient
  room: RoomSummary
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const search = useRef<HTMLInputElement>(null)
  return (
    <Modal title="Invite people" size="list" open={open} onOpenChange={onOpenChange} initialFocus={search}>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <PeopleToInvite key={room.id} client={client} room={room} search={search} />
        <InviteLinks client={client} room={room} />
      </div>
    </Modal>
  )
}

function PeopleToInvite({
  client,
  room,
  search,
}: {
  client: ChatClient
  room: RoomSummary
  search: React.RefObject<HTMLInputElement | null>
}) {
  const [finder] = useState(() => createPeopleFinder(client))
  const found = useStore(finder.found)
  const connected = useStore(client.connection).status === 'connected'
  const [query, setQuery] = useState('')
  const settled = useSettled(query)
  const [inside, setInside] = useState<ReadonlySet<string>>(new Set())

  // Also when the connection is back: what failed without it is tried again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void finder.search(settled)
    // Who is in already is marked so; where that cannot be read, inviting them does no harm.
    client.listMembers(room.id, settled === '' ? {} : { query: settled }).then(
      ({ members }) => setInside((known) => new Set([...known, ...members.map(({ userId }) => userId)])),
      () => {},
    )
  }, [client, room.id, finder, settled, connected])

  const people = found.items
  return (
    <div className="flex flex-col px-5 pt-1">
      <SearchField
        input={search}
        label="Search people"
        value={query}
        maxLength={limits.userName.max}
        onChange={setQuery}
      />
      <p role="status" className="sr-only">
        {found.status !== 'ready' ? '' : people.length === 1 ? '1 person' : `${people.length} people`}
      </p>
      {people.length === 0 ? (
        <p className="py-8 text-center text-muted [overflow-wrap:anywhere]">{insteadOfPeople(found)}</p>
      ) : (
        <ul aria-label="People" className="-mx-2 py-2">
          {people.map((user) => (
            <Candidate
              key={user.id}
              user={user}
              inside={inside.has(user.id)}
              invite={async () => {
                await client.inviteToRoom(room.id, [user.id])
                setInside((known) => new Set([...known, user.id]))
                announce(`${user.name} is in the room`)
              }}
            />
          ))}
        </ul>
      )}
      <ShowMore page={found} label="Show more people" size="sm" more={finder.more} className="pb-3" />
    </div>
  )
}

function insteadOfPeople({ status, query, problem }: Found<User>): string | undefined {
  if (status === 'failed') return problem
  if (status === 'loading') return 'Looking…'
  return query === '' ? 'Nobody shares a room with you yet. Use a link.' : `Nobody is called “${query}”. Use a link.`
}

function Candidate({ user, inside, invite }: { user: User; inside: boolean; invite: () => Promise<void> }) {
  const [problem, setProblem] = useState<string>()
  const [inviting, setInviting] = useState(false)

  async function submit() {
    if (inviting) return
    setInviting(true)
    setProblem(undefined)
    await invite().catch((error: unknown) => setProblem(explainRefusal(error)))
    setInviting(false)
  }

  return (
    <li className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1">
      <Avatar userId={user.id} name={user.name} picture={user.avatarUrl} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="truncate" title={user.name}>
          <bdi>{user.name}</bdi>
        </p>
        <p role="alert" className="text-danger text-sm empty:hidden">
          {problem}
        </p>
      </div>
      {inside ? (
        <span className="flex shrink-0 items-center gap-1 text-muted text-sm">
          <Check aria-hidden="true" size="0.875rem" /> In the room
        </span>
      ) : (
        <Button size="sm" disabled={inviting} onClick={() => void submit()} aria-label={`Invite ${user.name}`}>
          {inviting ? 'Inviting…' : 'Invite'}
        </Button>
      )}
    </li>
  )
}
