import type { MemberRole, MessageId, RoomId, RoomKind, UserId } from '@chat/protocol'

export interface RoomsTables {
  rooms: {
    id: RoomId
    kind: RoomKind
    name: string
    slug: string | null
    topic: string | null
    /** The last seq that the room's log has given out. */
    head: number
    /** When the head was written; times of a room never decrease. */
    head_at: number
    member_count: number
    /** 1: only owners and moderators post. */
    read_only: number
    /** 1: nobody posts or comes in. */
    archived: number
    /** Messages that are pinned. */
    pin_count: number
    /** The last seq that changed the settings, or what is pinned. */
    changed_seq: number
    created_at: number
    /** Whoever made it, for the retry of a lost ack; null for a room that the server made. */
    created_by: UserId | null
    /** Of a direct conversation: the ids of its people, sorted, with spaces between. It is theirs for ever. */
    direct_key: string | null
  }
  members: {
    room_id: RoomId
    user_id: UserId
    role: MemberRole
    joined_seq: number
    left_seq: number | null
    last_read_seq: number
    /** How often this person has marked the room as unread: of two marks the one of the larger holds. */
    read_epoch: number
    /** How far others may know that this person has read. */
    shown_read_seq: number
    /** How far others may know that messages have arrived on a device of this person. */
    delivered_seq: number
    /** The last seq that changed the membership. */
    changed_seq: number
    /** 1: somebody else ended this membership, so only who runs the room can bring this person back. */
    removed: number
    /** 1 if it is one of this person's favourites. */
    favourite: number
    /** A direct conversation is not shown to this person as long as no message follows this position. */
    hidden_seq: number | null
  }
  messages: {
    id: MessageId
    room_id: RoomId
    seq: number
    author_id: UserId
    /** Empty once it is deleted. */
    text: string
    sent_at: number
    /** The message of the same room in whose thread it is; null in the timeline. */
    thread_root: MessageId | null
    /** Of the thread under it: messages without deleted ones, the last of them, and the first people, as JSON. */
    reply_count: number
    last_reply_seq: number | null
    last_reply_at: number | null
    repliers: string | null
    /** The message of the same room that it answers. */
    reply_to: MessageId | null
    /** Who wrote that, which never changes. */
    reply_to_author_id: UserId | null
    /** The message that it was told to pass on. */
    forward_of: MessageId | null
    /** What it passes on, as JSON. */
    forwarded: string | null
    /** Who wrote that, as long as there is a text of it. */
    forwarded_author_id: UserId | null
    edited_at: number | null
    deleted_at: number | null
    /** Who deleted it, where that was not its author. */
    deleted_by: UserId | null
    /** While it is pinned: the place of that in the log, when it was, and who has done it. */
    pinned_seq: number | null
    pinned_at: number | null
    pinned_by: UserId | null
    /** Whom it mentions, as JSON; null for nobody. */
    mentions: string | null
    /** The last seq that changed it, or 0 if nothing has since it was posted. */
    changed_seq: number
  }
  /** The texts that a message had before it was edited. None of a deleted one. */
  message_revisions: {
    message_id: MessageId
    /** The edit that put another text in its place. */
    replaced_seq: number
    text: string
    written_at: number
  }
  /** What changed, in order, as pointers: the content is in the other tables and can go without a trace here. */
  room_log: {
    room_id: RoomId
    seq: number
    kind: string
    subject_id: string
    actor_id: UserId
    at: number
  }
}
