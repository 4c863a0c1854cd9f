import type { MessageId, UserId } from '@chat/protocol'

export interface ReactionsTables {
  /** Who reacts with what now. */
  reactions: {
    message_id: MessageId
    user_id: UserId
    emoji: string
    /** Where in the room's log they began to. */
    seq: number
  }
}
