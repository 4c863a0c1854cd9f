import type { ErrorCode, MessageId, RoomId, UserId } from '@chat/protocol'

export interface ScheduledTables {
  /** What people have written and is going to be sent. */
  scheduled_messages: {
    /** Of the message that it is going to be. */
    id: MessageId
    user_id: UserId
    room_id: RoomId
    text: string
    reply_to: MessageId | null
    send_at: number
    /** Where in the person's log it was written. */
    version: number
    /** Since when a node is sending it: nobody changes it meanwhile. */
    claimed_at: number | null
    /** Why it could not be sent. */
    failed_code: ErrorCode | null
    failed_message: string | null
  }
}
