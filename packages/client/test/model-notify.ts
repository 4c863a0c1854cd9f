import {
  initialNotify,
  type NotifyDefaults,
  notifyRoom,
  type ParsedInput,
  type RoomId,
  type RoomNotify,
  setNotify,
  type UserId,
} from '@chat/protocol'
import type { ModelHandler } from './model-people.ts'

/** What people have chosen to be notified of, and what the model answers about it. */
export function createNotifyBook({
  check,
  tellPerson,
  now,
}: {
  /** Refuses what the person is not in. */
  check: (id: RoomId, reader: UserId) => unknown
  tellPerson: (userId: UserId, name: string, payload: unknown) => void
  now: () => number
}) {
  const ofRooms = new Map<string, RoomNotify>()
  const ofAll = new Map<UserId, NotifyDefaults>()
  const keyOf = (userId: UserId, roomId: RoomId) => `${userId} ${roomId}`
  const handlers: [name: string, handler: ModelHandler][] = [
    [
      notifyRoom.name,
      (userId: UserId, { roomId, level, muted, mutedForMs }: ParsedInput<typeof notifyRoom>) => {
        check(roomId, userId)
        const { notify, ...mute } = ofRooms.get(keyOf(userId, roomId)) ?? {}
        const chosen = level === undefined ? notify : level === 'default' ? undefined : level
        const until = mutedForMs === undefined ? {} : { mutedUntil: now() + mutedForMs }
        const choice: RoomNotify = {
          ...(chosen !== undefined && { notify: chosen }),
          ...(muted === undefined ? mute : muted && { muted, ...until }),
        }
        ofRooms.set(keyOf(userId, roomId), choice)
        tellPerson(userId, 'room:notify-changed', { roomId, ...choice })
        return choice
      },
    ],
    [
      setNotify.name,
      (userId: UserId, { rooms, direct }: ParsedInput<typeof setNotify>) => {
        const before = ofAll.get(userId) ?? initialNotify
        const chosen = { rooms: rooms ?? before.rooms, direct: direct ?? before.direct }
        ofAll.set(userId, chosen)
        tellPerson(userId, 'notify:changed', chosen)
        return chosen
      },
    ],
  ]
  return {
    handlers,
    ofRoom: (userId: UserId, roomId: RoomId): RoomNotify => ofRooms.get(keyOf(userId, roomId)) ?? {},
    ofAll: (userId: UserId): NotifyDefaults => ofAll.get(userId) ?? initialNotify,
  }
}
