import {
  initialNotify,
  NotifyDefaults,
  notifyRoom,
  type ParsedInput,
  type RoomId,
  RoomNotify,
  roomNotifyAfter,
  setNotify,
  type UserId,
} from '@chat/protocol'
import type { ModelHandler } from './model-people.ts'
import type { PersonLogs } from './model-person-log.ts'

/** What the model answers about what people choose to be notified of. */
export function notifyHandlers({
  logs,
  check,
  now,
}: {
  logs: PersonLogs
  /** Refuses what the person is not in. */
  check: (id: RoomId, reader: UserId) => unknown
  now: () => number
}): [name: string, handler: ModelHandler][] {
  const headOf = (userId: UserId) => ({ seq: logs.changesAfter(userId, 0).head })
  return [
    [
      notifyRoom.name,
      (userId: UserId, { roomId, ...choice }: ParsedInput<typeof notifyRoom>) => {
        check(roomId, userId)
        const before = RoomNotify.safeParse(logs.itemOf(userId, 'notify', roomId)).data ?? { roomId }
        const after = roomNotifyAfter(before, choice, now())
        logs.set(userId, 'notify', roomId, after.level || after.muted ? after : undefined)
        return headOf(userId)
      },
    ],
    [
      setNotify.name,
      (userId: UserId, { rooms, direct }: ParsedInput<typeof setNotify>) => {
        const before = NotifyDefaults.safeParse(logs.itemOf(userId, 'notifyDefaults', 'all')).data ?? initialNotify
        const after = { rooms: rooms ?? before.rooms, direct: direct ?? before.direct }
        logs.set(userId, 'notifyDefaults', 'all', after)
        return headOf(userId)
      },
    ],
  ]
}
