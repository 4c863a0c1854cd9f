import type { NotifyLevel, RoomId, UserId } from '@chat/protocol'

export interface NotifyTables {
  /** What people have chosen to be notified of in single rooms that they are in. */
  notify_choices: {
    user_id: UserId
    room_id: RoomId
    /** null follows what they have chosen for all. */
    level: NotifyLevel | null
    /** 1: nothing there notifies them. */
    muted: number
    /** In milliseconds since the epoch; null where the mute stays. */
    muted_until: number | null
  }
  /** What they have chosen for all others. */
  notify_defaults: {
    user_id: UserId
    rooms: NotifyLevel
    direct: NotifyLevel
  }
}
