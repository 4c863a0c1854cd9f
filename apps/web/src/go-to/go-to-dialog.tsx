import { Autocomplete } from '@base-ui/react/autocomplete'
import type { ChatClient } from '@chat/client'
import { limits, type RoomId, type RoomSummary } from '@chat/protocol'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Modal } from '../design/modal.tsx'
import { PickerList } from '../design/picker-list.tsx'
import { SEARCH_INPUT, SearchSign } from '../design/search-field.tsx'
import { createPeopleFinder } from '../people/people-finder.ts'
import { DestinationEntry } from '../rooms/destination-entry.tsx'
import { type Destination, roomAt } from '../rooms/destinations.ts'
import { createRoomBrowser } from '../rooms/room-browser.ts'
import { UnreadBadges } from '../rooms/room-entry.tsx'
import { noPlaces, spokenPlaces } from '../rooms/said-of-places.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { useStore } from '../store/use-store.ts'
import { useTypedSearch } from '../store/use-typed-search.ts'
import { placesToGo } from './places-to-go.ts'

const MOST_CHARACTERS = Math.max(limits.roomName.max, limits.userName.max)

/** The short way to a room or to somebody: a few letters of the name, and Enter. */
export function GoToDialog({
  client,
  current,
  open,
  onOpenChange,
  enter,
}: {
  client: ChatClient
  /** The room that is open. */
  current: RoomId | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
  enter: (room: RoomSummary) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <Modal title="Go to" size="list" open={open} onOpenChange={onOpenChange} initialFocus={input}>
      <GoTo client={client} current={current} input={input} enter={enter} />
    </Modal>
  )
}

function GoTo({
  client,
  current,
  input,
  enter,
}: {
  client: ChatClient
  current: RoomId | undefined
  input: RefObject<HTMLInputElement | null>
  enter: (room: RoomSummary) => void
}) {
  const [query, setQuery] = useState('')
  const [problem, setProblem] = useState<string>()
  const opening = useRef(false)
  const { places, people, publicRooms, notifyChoices } = usePlaces(client, current, query)

  async function choose(place: Destination) {
    if (opening.current) return
    opening.current = true
    setProblem(undefined)
    try {
      enter(await roomAt(client, place))
    } catch (error) {
      setProblem(explainRefusal(error))
    }
    opening.current = false
  }

  return (
    <Autocomplete.Root
      inline
      open
      filter={null}
      autoHighlight="always"
      keepHighlight
      items={places}
      value={query}
      onValueChange={(text, { reason }) => {
        // What is chosen is opened, not written into the field.
        if (reason === 'item-press') return
        setProblem(undefined)
        setQuery(text)
      }}
      itemToStringValue={({ name }: Destination) => name}
    >
      <div className="relative mx-5 mt-2 mb-4 shrink-0">
        <SearchSign />
        <Autocomplete.Input
          ref={input}
          aria-label="Room or person"
          placeholder="Room or person"
          dir="auto"
          maxLength={MOST_CHARACTERS}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          className={SEARCH_INPUT}
        />
      </div>
      <p role="alert" className="px-5 pb-2 text-danger text-sm empty:hidden">
        {problem}
      </p>
      <PickerList
        label="Places to go"
        spoken={spokenPlaces(places.length, query, people, publicRooms)}
        notice={places.length > 0 ? undefined : noPlaces(query, people, publicRooms)}
        onPress={(place: Destination) => void choose(place)}
      >
        {(place: Destination) => (
          <>
            <DestinationEntry client={client} destination={place} />
            {place.kind === 'room' && <UnreadBadges room={place.room} notify={notifyChoices.get(place.room.id)} />}
          </>
        )}
      </PickerList>
    </Autocomplete.Root>
  )
}

function usePlaces(client: ChatClient, current: RoomId | undefined, query: string) {
  const [finder] = useState(() => createPeopleFinder(client))
  const [browser] = useState(() => createRoomBrowser(client))
  const people = useTypedSearch(client, finder, query.slice(0, limits.userName.max))
  const publicRooms = useTypedSearch(client, browser, query.slice(0, limits.roomName.max))
  const rooms = useNamedRooms(client)
  const me = useStore(client.me)?.id
  const blocked = useStore(client.blocked)
  const notifyChoices = useStore(client.notifyChoices)
  const places = useMemo(
    () =>
      placesToGo(
        { rooms, people: people.items, publicRooms: publicRooms.items, current, notifyChoices, me, blocked },
        query,
      ),
    [rooms, people.items, publicRooms.items, current, notifyChoices, me, blocked, query],
  )
  return { places, people, publicRooms, notifyChoices }
}
