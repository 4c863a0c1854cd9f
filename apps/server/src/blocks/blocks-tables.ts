import type { UserId } from '@chat/protocol'

export interface BlocksTables {
  /** Who does not want to hear from whom. */
  blocks: {
    user_id: UserId
    blocked_id: UserId
  }
}
