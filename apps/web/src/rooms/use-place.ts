import type { RoomSummary } from '@chat/protocol'
import { useEffect, useRef } from 'react'
import { messageAddress, type Place, type PlaceInRoom, placeAt, roomAddress, threadAddress } from './open-room.ts'
import { renameTo, usePath } from './use-address.ts'

/**
 * Which room is to be shown. A room that is open stays open when it gets another address, and the page takes that over: it
 * can be copied, and come back to.
 */
export function usePlace(rooms: readonly RoomSummary[]): Place {
  const path = usePath()
  const shown = useRef<{ readonly path: string; readonly id: RoomSummary['id'] }>(undefined)
  const named = placeAt(path, rooms)
  const moved =
    'elsewhere' in named && shown.current?.path === path ? rooms.find(({ id }) => id === shown.current?.id) : undefined
  const place = moved === undefined ? named : { ...placeIn(named), room: moved }
  const room = 'room' in place ? place.room : undefined
  const id = room?.id
  const own = room && addressOf(room, place)
  useEffect(() => {
    if (id === undefined || own === undefined) return
    shown.current = { path: own, id }
    if (own !== path) renameTo(own)
  }, [id, own, path])
  return place
}

function placeIn({ message, thread, reply }: PlaceInRoom): PlaceInRoom {
  return {
    ...(message !== undefined && { message }),
    ...(thread !== undefined && { thread }),
    ...(reply !== undefined && { reply }),
  }
}

function addressOf(room: RoomSummary, { message, thread, reply }: PlaceInRoom): string {
  if (thread !== undefined) return threadAddress(room.id, thread, reply)
  return message === undefined ? roomAddress(room) : messageAddress(room.id, message)
}
