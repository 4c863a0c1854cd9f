import type { ChatClient } from '@chat/client'
import { limits } from '@chat/protocol'
import { type RefObject, useMemo, useState } from 'react'
import { ChipPicker } from '../design/chip-picker.tsx'
import { createPeopleFinder } from '../people/people-finder.ts'
import { DestinationEntry } from '../rooms/destination-entry.tsx'
import type { Destination } from '../rooms/destinations.ts'
import { noPlaces, spokenPlaces } from '../rooms/said-of-places.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { useStore } from '../store/use-store.ts'
import { useTypedSearch } from '../store/use-typed-search.ts'
import { forwardTargets } from './forward-targets.ts'

/** A search in the rooms and conversations where one may write, and in people one has no conversation with yet. */
export function TargetPicker({
  client,
  input,
  chosen,
  onChosen,
  full,
}: {
  client: ChatClient
  input: RefObject<HTMLInputElement | null>
  chosen: readonly Destination[]
  onChosen: (chosen: readonly Destination[]) => void
  full: boolean
}) {
  const [finder] = useState(() => createPeopleFinder(client))
  const [query, setQuery] = useState('')
  const rooms = useNamedRooms(client)
  const me = useStore(client.me)?.id
  const blocked = useStore(client.blocked)
  const found = useTypedSearch(client, finder, query.slice(0, limits.userName.max))
  const people = found.items
  const targets = useMemo(
    () => forwardTargets({ rooms, people, me, blocked }, query),
    [rooms, people, me, blocked, query],
  )
  return (
    <ChipPicker
      input={input}
      label="Search rooms and people"
      listLabel="Rooms and people"
      items={targets}
      query={query}
      maxLength={limits.roomName.max}
      onQuery={setQuery}
      chosen={chosen}
      onChosen={onChosen}
      full={full}
      spoken={spokenPlaces(targets.length, query, found)}
      notice={targets.length > 0 ? undefined : noPlaces(query, found)}
    >
      {(target) => <DestinationEntry client={client} destination={target} />}
    </ChipPicker>
  )
}
