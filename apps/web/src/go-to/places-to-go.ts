import type { RoomId, RoomNotify, RoomSummary } from '@chat/protocol'
import {
  type Destination,
  type DestinationSources,
  findDestinations,
  matching,
  toDestination,
} from '../rooms/destinations.ts'
import { callsIn, waits } from '../rooms/unread-count.ts'

/**
 * Where one may want to go. While nothing is looked for, where one is called comes first, then where something else
 * waits, then what was used last; afterwards the better match, and public rooms that one is not in behind the others.
 *
 * @param sources.publicRooms as the server has found them
 * @param sources.current the room that is open, which is no place to go to unless one looks for it
 */
export function placesToGo(
  {
    publicRooms,
    current,
    notifyChoices,
    ...sources
  }: DestinationSources & {
    readonly publicRooms: readonly RoomSummary[]
    readonly current: RoomId | undefined
    readonly notifyChoices: ReadonlyMap<string, RoomNotify>
  },
  query: string,
): Destination[] {
  if (query.trim() === '') {
    const urgency = (place: Destination): number =>
      place.kind === 'room' ? urgencyOf(place.room, notifyChoices.get(place.room.id)) : 0
    return findDestinations(sources, '', ({ id }) => id !== current).sort((one, other) => urgency(other) - urgency(one))
  }
  const own = new Set(sources.rooms.map(({ id }) => id))
  const others = publicRooms.filter(({ id }) => !own.has(id)).map(toDestination)
  return [...findDestinations(sources, query), ...matching(others, query)]
}

function urgencyOf(room: RoomSummary, notify: RoomNotify | undefined): number {
  if (callsIn(room, notify) > 0) return 2
  return waits(room, notify) ? 1 : 0
}
