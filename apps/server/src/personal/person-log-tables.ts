import type { UserId } from '@chat/protocol'

export interface PersonLogTables {
  /** How far each person's log goes, and since when. */
  person_heads: {
    user_id: UserId
    head: number
    head_at: number
    /** What is gone since this position or before is in the log no more. */
    trimmed: number
  }
  /** What of a person's own has changed, and where in their log last. What it is now, the table of its kind says. */
  person_log: {
    user_id: UserId
    kind: string
    subject: string
    seq: number
    /** 1: it is no more. */
    gone: number
  }
}
