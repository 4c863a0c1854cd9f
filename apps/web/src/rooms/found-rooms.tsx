import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Check } from 'lucide-react'
import { useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ShowMore } from '../design/show-more.tsx'
import type { Found } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { memberCount } from './member-count.ts'
import type { RoomBrowser } from './room-browser.ts'
import { RoomIcon } from './room-icon.tsx'

/** What a search has found, in all its states. */
export function FoundRooms({
  client,
  browser,
  enter,
}: {
  client: ChatClient
  browser: RoomBrowser
  enter: (room: RoomSummary) => void
}) {
  const found = useStore(browser.found)
  const mine = new Map(useStore(client.rooms).map((room) => [room.id, room]))
  const list = useRef<HTMLUListElement>(null)

  async function more() {
    await browser.more()
    // The button is gone with the last page; whoever pressed it goes on in the list.
    if (!browser.found.get().hasMore) list.current?.focus()
  }

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <p role="status" className="sr-only">
        {spokenResult(found)}
      </p>
      {found.status === 'failed' && (
        <ListNotice text={found.problem ?? ''}>
          <Button onClick={() => void browser.search(found.query)}>Try again</Button>
        </ListNotice>
      )}
      {found.status === 'loading' && found.items.length === 0 && <RoomsSkeleton />}
      {found.status === 'ready' && found.items.length === 0 && (
        <ListNotice
          text={found.query === '' ? 'There are no public rooms yet.' : `No room is called “${found.query}”.`}
        />
      )}
      {found.items.length > 0 && (
        <ul
          ref={list}
          tabIndex={-1}
          aria-label="Public rooms"
          aria-busy={found.status === 'loading'}
          className="px-3 py-2 focus-visible:-outline-offset-2"
        >
          {found.items.map((room) => (
            <FoundRoom key={room.id} room={room} mine={mine.get(room.id)} join={client.joinRoom} enter={enter} />
          ))}
        </ul>
      )}
      <ShowMore page={found} label="Show more rooms" more={more} className="px-5 pb-4" />
    </div>
  )
}

function FoundRoom({
  room,
  mine,
  join,
  enter,
}: {
  room: RoomSummary
  /** The same room as one sees it who is in it. */
  mine: RoomSummary | undefined
  join: ChatClient['joinRoom']
  enter: (room: RoomSummary) => void
}) {
  const [joining, setJoining] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { name, topic } = mine ?? room

  async function submit() {
    if (mine !== undefined) return enter(mine)
    if (joining) return
    setJoining(true)
    setProblem(undefined)
    try {
      enter(await join(room.id))
    } catch (error) {
      setProblem(explainRefusal(error))
      setJoining(false)
    }
  }

  return (
    <li className="flex items-center gap-3 rounded-md px-2 py-2.5 hover:bg-hover">
      <div className="flex min-w-0 flex-1 gap-3">
        <RoomIcon kind={room.kind} size="1.125rem" className="mt-0.5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">
            <bdi>{name}</bdi>
          </p>
          {topic !== undefined && (
            <p className="line-clamp-2 text-muted text-sm [overflow-wrap:anywhere]">
              <bdi>{topic}</bdi>
            </p>
          )}
          <p className="flex items-center gap-1.5 text-muted text-xs">
            {mine !== undefined && (
              <span className="flex items-center gap-0.5 text-positive">
                <Check aria-hidden="true" size="0.875rem" /> Joined
              </span>
            )}
            {memberCount(mine ?? room)}
          </p>
          <p role="alert" className="text-danger text-sm empty:hidden">
            {problem}
          </p>
        </div>
      </div>
      <Button
        look={mine === undefined ? 'primary' : 'secondary'}
        disabled={joining}
        onClick={() => void submit()}
        aria-label={`${mine === undefined ? 'Join' : 'Open'} ${name}`}
        className="w-18"
      >
        {mine !== undefined ? 'Open' : joining ? 'Joining…' : 'Join'}
      </Button>
    </li>
  )
}

function RoomsSkeleton() {
  return (
    <div aria-hidden="true" className="px-5 py-2">
      {['w-24', 'w-40', 'w-32', 'w-28', 'w-36'].map((width) => (
        <div key={width} className="flex items-center gap-3 py-2.5">
          <span className="pulse-quietly size-5 rounded-sm bg-line" />
          <span className="flex flex-1 flex-col gap-2 py-1">
            <span className={`pulse-quietly h-3 rounded-sm bg-line ${width}`} />
            <span className="pulse-quietly h-3 w-20 rounded-sm bg-line" />
          </span>
          <span className="pulse-quietly h-9 w-18 rounded-md bg-line" />
        </div>
      ))}
    </div>
  )
}

/** What somebody hears who does not see the list. */
function spokenResult({ status, query, items, hasMore, problem }: Found<RoomSummary>): string {
  if (status === 'loading') return ''
  if (status === 'failed') return problem ?? ''
  const count = `${items.length}${hasMore ? ' or more' : ''} ${items.length === 1 ? 'room' : 'rooms'}`
  return query === '' ? count : `${count} found`
}
