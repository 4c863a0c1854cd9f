import type { ErrorBody, Forwarded, MessageId, RoomId } from '@chat/protocol'

/** A message of one's own that the timeline does not have yet. */
export interface OutboxEntry {
  readonly id: MessageId
  readonly roomId: RoomId
  readonly text: string
  /** Of a message for a thread: what that hangs on. */
  readonly threadRoot?: MessageId
  /** The message that it answers. */
  readonly replyTo?: MessageId
  /** The message that it passes on, and what was there to pass on: the server takes what it finds then. */
  readonly forwardOf?: MessageId
  readonly forwarded?: Forwarded
  readonly createdAt: number
  /**
   * `queued`: waits for the connection, for those before it or for `retryAt`. `sending`: on its way. `sent`: on the server's disk, its
   * change has not come back yet. `refused`: permanently, see `error`; the person decides.
   */
  readonly state: 'queued' | 'sending' | 'sent' | 'refused'
  readonly error?: ErrorBody
  /** Of what is queued: when it is sent again, by the client's clock, since the server could not take it (see `error`). */
  readonly retryAt?: number
}
