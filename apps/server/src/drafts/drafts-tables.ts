import type { MessageId, RoomId, UserId } from '@chat/protocol'

export interface DraftsTables {
  /** What people have begun to write. */
  drafts: {
    user_id: UserId
    room_id: RoomId
    text: string
    /** The message of the room that it answers. */
    reply_to: MessageId | null
    /** Where in the person's log that was. */
    seq: number
  }
}
