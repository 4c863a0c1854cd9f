import type { MessageId, RoomId, UserId } from '@chat/protocol'

export interface ThreadsTables {
  /** What threads are to people who have to do with them. A membership of the room that ends takes its rows along. */
  thread_members: {
    user_id: UserId
    room_id: RoomId
    root_id: MessageId
    /** 1: this person follows it. 0: they do not want to any more. */
    following: number
    /** How far they have read it. */
    read_seq: number
    /** Not before the last message in it that mentions them, or 0. What of it counts is in `mentions`. */
    mentioned_seq: number
  }
}
