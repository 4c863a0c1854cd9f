import type { RoomId, UserId } from '@chat/protocol'

export interface DraftsTables {
  /** What people have begun to write. */
  drafts: {
    user_id: UserId
    room_id: RoomId
    text: string
    /** Where in the person's log that was. */
    seq: number
  }
}
