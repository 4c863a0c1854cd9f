import type { ErrorBody, Message, MessageId, RoomId, RoomSummary, Seq, Timestamp, User } from '@chat/protocol'
import type { Administration } from './administration.ts'
import type { Forwardable } from './forwarded-from.ts'
import type { Membership } from './membership.ts'
import type { MessageChanges } from './message-changes.ts'
import type { Notices } from './notices.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { People } from './people.ts'
import type { Personal } from './personal.ts'
import type { Pins } from './pins.ts'
import type { QuotedMessages } from './quoted-messages.ts'
import type { Reactions } from './reactions.ts'
import type { RoomRule } from './room-rule.ts'
import type { ReadableStore } from './store.ts'
import type { Threads } from './threads.ts'

export type { OutboxEntry } from './outbox-entry.ts'

/** Where the connection stands, in terms that a status line can show. Times are milliseconds of the injected clock. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  /** The connection was lost; the next attempt starts at `retryAt`. */
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly retryAt: number }
  /** The device says that it has no network; the client connects as soon as there is one. */
  | { readonly status: 'offline' }
  /** The server refused in a way that waiting does not mend (signed out, newer protocol). */
  | { readonly status: 'ended'; readonly error: ErrorBody }
  | { readonly status: 'stopped' }

/**
 * What a timeline draws: the loaded window of messages in order of seq, and what is in the outbox, which stands after the
 * newest of them.
 */
export interface RoomView {
  readonly roomId: RoomId
  /** `loading` until a first page is there, from the cache or from the server. */
  readonly status: 'loading' | 'ready'
  readonly messages: readonly Message[]
  readonly outbox: readonly OutboxEntry[]
  /** What messages here answer and is not among them, by id, as it is now. */
  readonly quoted: QuotedMessages
  readonly hasMoreBefore: boolean
  /** The messages are a part of the history that ends before the newest; see `loadAround`. */
  readonly hasMoreAfter: boolean
  readonly loadingBefore: boolean
}

/** Where in a room a message goes; without anything, into its timeline. */
export interface MessagePlace {
  /** Into the thread under this message. */
  readonly threadRoot?: MessageId
  /** Into the timeline, as an answer to this message there. */
  readonly replyTo?: MessageId
  /** Into the timeline, passing this message on; the text is a comment, and may be empty. */
  readonly forward?: Forwardable
}

export interface StopOptions {
  /**
   * The session is over, and the next person at this device is somebody else: `cache` forgets what was seen and who it
   * was, and keeps what waits in the outbox for when its author is back; `everything` discards that too.
   */
  readonly forget?: 'cache' | 'everything'
}

export interface ChatClient
  extends RoomRule,
    Membership,
    Reactions,
    People,
    Personal,
    Notices,
    MessageChanges,
    Threads,
    Pins {
  readonly connection: ReadableStore<ConnectionState>
  /** `memory`: what waits in the outbox is lost when the page or the program closes. Say so before it happens. */
  readonly storage: ReadableStore<'durable' | 'memory'>
  /** The signed-in person; undefined until the cache or the server has told. */
  readonly me: ReadableStore<User | undefined>
  /** The rooms that one is in. */
  readonly rooms: ReadableStore<readonly RoomSummary[]>
  /** The store of one room; the same object for the same id. */
  room(roomId: RoomId): ReadableStore<RoomView>

  /** Loads the cache, then connects and keeps connected. */
  start(): Promise<void>
  /** Closes the connection and releases everything; queued messages stay on disk, unless they are to be forgotten. */
  stop(options?: StopOptions): Promise<void>
  /** Tries to connect now instead of at `retryAt`. */
  reconnectNow(): void
  /** Marks the room that is looked at: keeps it current and watches its presence. */
  openRoom(roomId: RoomId): void
  /** Loads the page of messages before the loaded window; does nothing where there is none or it is under way. */
  loadBefore(roomId: RoomId): Promise<void>
  /** Loads the page after a part of the history, see {@link loadAround}, until it reaches the newest messages. */
  loadAfter(roomId: RoomId): Promise<void>
  /**
   * Shows the part of the history around the message at this place, from what is loaded or from the server. A page that
   * reaches the newest messages goes on with them.
   *
   * @returns whether there is such a message; nothing else is shown where there is none
   * @throws {RequestError} if the server has to be asked and cannot be
   */
  loadAround(roomId: RoomId, seq: Seq): Promise<boolean>
  /**
   * Like {@link loadAround}, for a place in the log at which there need not be a message: where somebody has stopped
   * reading, for instance.
   *
   * @returns whether anything was said around it
   */
  loadNear(roomId: RoomId, seq: Seq): Promise<boolean>
  /**
   * The place of the first message that was posted at a moment or later, else of the newest; undefined where there is none.
   *
   * @throws {RequestError} if the server cannot be asked
   */
  findMessageAt(roomId: RoomId, at: Timestamp): Promise<Seq | undefined>
  /**
   * The message at this place of a room's timeline, as it is now; undefined where there is none.
   *
   * @throws {RequestError} if the server cannot be asked, or one is not in the room
   */
  readMessage(roomId: RoomId, seq: Seq): Promise<Message | undefined>
  /**
   * Sees to it that `quoted` of the room has the message at this place, for whoever is about to answer it. Where it cannot
   * be loaded now, it stays as it is.
   */
  loadQuoted(roomId: RoomId, seq: Seq): Promise<void>
  /** Shows the newest messages again. So does writing one. */
  showPresent(roomId: RoomId): void
  /**
   * Marks a room as read up to a position, or up to its end. The unread count follows at once, the server is told as soon
   * as it can be. A mark does not go back by this.
   */
  markRead(roomId: RoomId, seq?: Seq): void
  /** Marks a room as unread from the message at this place on, on all of one's devices. */
  markUnread(roomId: RoomId, from: Seq): void
  /**
   * Puts a message into the outbox and resolves once it is stored there; sending happens by itself.
   *
   * @throws {RangeError} if the text is empty or longer than the contract allows, or there is nothing to pass on
   */
  send(roomId: RoomId, text: string, place?: MessagePlace): Promise<MessageId>
  /** Sends a refused message again. */
  retry(id: MessageId): Promise<void>
  /** Takes a queued or refused message out of the outbox. One that is on its way or on the server stays what it is. */
  discard(id: MessageId): Promise<void>

  /** For those who run the server; whether one does, `me` says. */
  readonly administration: Administration
}
