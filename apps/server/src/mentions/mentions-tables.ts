import type { MessageId, RoomId, UserId } from '@chat/protocol'

/** Stands for everybody in the room. No id begins with it. */
export const ROOM = '@room'

export interface MentionsTables {
  /** Who is to be told of which message: what is counted. Authors are not told of their own. */
  mentions: {
    room_id: RoomId
    mentioned: UserId | typeof ROOM
    /** Where the message was posted. */
    seq: number
    author_id: UserId
    /** Where it is in a thread: what that hangs on. It counts until the thread has been read up to there. */
    thread_root: MessageId | null
  }
}
