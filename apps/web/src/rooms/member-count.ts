import type { RoomSummary } from '@chat/protocol'

const numbers = new Intl.NumberFormat('en')

/** How many are in a room, in words. */
export function memberCount({ memberCount: count }: Pick<RoomSummary, 'memberCount'>): string {
  return count === 1 ? '1 member' : `${numbers.format(count)} members`
}
