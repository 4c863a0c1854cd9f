import type { MessageId, UserId } from '@chat/protocol'

export interface SavedMessagesTables {
  /** What people have saved for later. */
  saved_messages: {
    user_id: UserId
    message_id: MessageId
    saved_at: number
    /** Where in the person's log that was; the list is in this order. */
    seq: number
  }
}
