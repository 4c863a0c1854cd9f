import type { RoomId, Seq } from '@chat/protocol'

/** What the client did or met, for logs, metrics and tests. It never carries what people wrote. */
export type Diagnostic =
  /** The room's state was complete up to `from` and now is up to `to`. */
  | { readonly kind: 'applied'; readonly roomId: RoomId; readonly from: Seq; readonly to: Seq }
  /** The room's window was replaced; it is complete up to `cursor`. */
  | { readonly kind: 'loaded'; readonly roomId: RoomId; readonly cursor: Seq }
  /** A frame did not follow the cursor; the changes in between are pulled. */
  | { readonly kind: 'gap'; readonly roomId: RoomId; readonly cursor: Seq; readonly from: Seq }
  /** A frame brought nothing new. */
  | { readonly kind: 'old'; readonly roomId: RoomId; readonly to: Seq }
  /** The server's log is not the one that the cursor was of; what was cached of the room is dropped. */
  | { readonly kind: 'reset'; readonly roomId: RoomId }
  /** Something came in that does not match the contract, and was skipped. */
  | { readonly kind: 'unreadable'; readonly name: string }
  /** The cache or the outbox could not be read or written. */
  | { readonly kind: 'storage-failed'; readonly error: unknown }

export type Report = (diagnostic: Diagnostic) => void
