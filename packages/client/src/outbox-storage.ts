import type { ErrorBody, Forwarded, MessageId, RoomId, UserId } from '@chat/protocol'
import type { ReadableStore } from './store.ts'

/** A message that waits, as it is stored. */
export interface StoredMessage {
  /** Whose it is: another account on the same device neither sends nor sees it. */
  readonly account: UserId
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
  /** Why the server refused it for good. */
  readonly error?: ErrorBody
}

/** Where messages wait until the server has them. */
export interface OutboxStorage {
  /** `memory`: what is in it is lost when the program ends. */
  readonly durability: ReadableStore<'durable' | 'memory'>
  /** The messages of an account, in the order in which they were first put. */
  list(account: UserId): Promise<readonly StoredMessage[]>
  /** Resolves once the message is stored; a message with the same id is replaced and keeps its place. */
  put(message: StoredMessage): Promise<void>
  remove(id: MessageId): Promise<void>
  /** Tells when a storage that could not be read can be, so that there may be more to list. */
  subscribe?(listener: () => void): () => void
  close(): Promise<void>
}
