import type { ChatClient } from '@chat/client'
import { limits } from '@chat/protocol'
import { type RefObject, useMemo, useState } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { ChipPicker } from '../design/chip-picker.tsx'
import { createPeopleFinder } from '../people/people-finder.ts'
import { RoomSign } from '../rooms/room-sign.tsx'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { useStore } from '../store/use-store.ts'
import { useTypedSearch } from '../store/use-typed-search.ts'
import { type ForwardTarget, forwardTargets } from './forward-targets.ts'

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
  chosen: readonly ForwardTarget[]
  onChosen: (chosen: readonly ForwardTarget[]) => void
  full: boolean
}) {
  const [finder] = useState(() => createPeopleFinder(client))
  const [query, setQuery] = useState('')
  const rooms = useNamedRooms(client)
  const me = useStore(client.me)?.id
  const blocked = useStore(client.blocked)
  const { items: people } = useStore(finder.found)
  useTypedSearch(client, finder, query.slice(0, limits.userName.max))
  const targets = useMemo(
    () => forwardTargets({ rooms, people, me, blocked }, query),
    [rooms, people, me, blocked, query],
  )
  const found = `${targets.length} ${targets.length === 1 ? 'place' : 'places'}`
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
      spoken={query === '' ? found : `${found} found`}
      notice={targets.length > 0 ? undefined : `No room and nobody is called “${query}”.`}
    >
      {(target) => (
        <>
          <span className="flex size-7 shrink-0 items-center justify-center">
            {target.kind === 'room' ? (
              <RoomSign client={client} room={target.room} place="header" />
            ) : (
              <Avatar userId={target.user.id} name={target.name} picture={target.user.avatarUrl} size="sm" />
            )}
          </span>
          <bdi className="min-w-0 truncate">{target.name}</bdi>
          {target.kind === 'room' && target.room.kind === 'private' && <span className="sr-only">(private)</span>}
          {target.kind === 'person' && target.user.guest && <span className="shrink-0 text-muted text-xs">guest</span>}
        </>
      )}
    </ChipPicker>
  )
}
