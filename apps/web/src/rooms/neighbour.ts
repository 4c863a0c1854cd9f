import type { RoomNotify, RoomSummary } from '@chat/protocol'
import { roomSections } from './room-sections.ts'
import { waits } from './unread-count.ts'

/**
 * The room above or below another one in the list, where the list goes on at its other end.
 *
 * @param by 1 for the one below, -1 for the one above
 * @param onlyWaiting what one has chosen to be notified of in each, where only rooms count in which something waits
 */
export function neighbour(
  rooms: readonly RoomSummary[],
  current: Pick<RoomSummary, 'id'> | undefined,
  by: number,
  onlyWaiting?: ReadonlyMap<string, RoomNotify>,
): RoomSummary | undefined {
  const { favourites, rooms: others, direct } = roomSections(rooms)
  const list = [...favourites, ...others, ...direct]
  const at = list.findIndex(({ id }) => id === current?.id)
  const from = at === -1 && by < 0 ? list.length : at
  const around = list.map((_, step) => list[(from + by * (step + 1) + 2 * list.length) % list.length])
  return around.find(
    (room) =>
      room !== undefined &&
      room.id !== current?.id &&
      (onlyWaiting === undefined || waits(room, onlyWaiting.get(room.id))),
  )
}
