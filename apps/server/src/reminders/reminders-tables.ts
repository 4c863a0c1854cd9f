import type { MessageId, UserId } from '@chat/protocol'

export interface RemindersTables {
  /** Of what people want to be reminded, or have been and are not done with. */
  reminders: {
    user_id: UserId
    message_id: MessageId
    remind_at: number
    /** When it fell due; null as long as it has not. */
    fired_at: number | null
  }
}
