import type { RoomId, UserId } from '@chat/protocol'

export interface DeletionsTables {
  /** People who are deleted and not yet gone from everywhere; a row goes once nothing of its work is left. */
  deletions: {
    user_id: UserId
    /** 1 if all that they wrote goes too. */
    with_messages: number
    /** The room in which their messages are being deleted, and up to where it is done; rooms before it are finished. */
    room_id: RoomId | null
    seq: number
  }
}
