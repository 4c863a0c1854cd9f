import { type Destination, type DestinationSources, findDestinations } from '../rooms/destinations.ts'
import { isDeserted, powersIn } from '../rooms/room-roles.ts'

/** Where one can forward to: rooms and conversations where one may write, and people. */
export function forwardTargets(sources: DestinationSources, query: string): Destination[] {
  return findDestinations(
    sources,
    query,
    (room, other) => powersIn(room).post && !isDeserted(room) && (other === undefined || !sources.blocked.has(other)),
  )
}
