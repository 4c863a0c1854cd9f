import type {
  Message,
  PersonChanges,
  QuotedMessage,
  RoomChanges,
  RoomId,
  RoomSummary,
  Seq,
  User,
  UserId,
} from '@chat/protocol'
import { mergeInside } from './own-reactions.ts'

/** What is kept of an account, so that there is something to see before the network answers. */
export interface CachedAccount {
  readonly me: User
  readonly rooms: readonly RoomSummary[]
  readonly users: readonly User[]
  /** What is one's own, in the form in which the server tells all of it. */
  readonly personal?: PersonChanges | undefined
}

/** The newest part of a room's window, complete up to `cursor`. */
export interface CachedRoom {
  readonly roomId: RoomId
  readonly cursor: Seq
  readonly messages: readonly Message[]
  readonly hasMoreBefore: boolean
  /** What the messages answer and is not among them. */
  readonly quoted?: readonly QuotedMessage[]
}

/** How many messages of a room are kept. */
export const CACHED_MESSAGES = 200

/** What can be lost without harm: everything in it comes from the server. */
export interface ClientCache {
  /** The account that was signed in last. */
  lastAccount(): Promise<UserId | undefined>
  loadAccount(account: UserId): Promise<CachedAccount | undefined>
  /** Also makes it the last account. */
  saveAccount(me: User, account: Pick<CachedAccount, 'rooms' | 'personal'>): Promise<void>
  saveUsers(account: UserId, users: readonly User[]): Promise<void>
  loadRoom(account: UserId, roomId: RoomId): Promise<CachedRoom | undefined>
  /**
   * Saves the room, window and cursor in one transaction, unless a newer cursor is there: another tab may be ahead.
   */
  saveRoom(account: UserId, room: CachedRoom): Promise<void>
  /** Puts changed messages in place of the copies that are kept of them; what is not kept stays away. */
  replaceMessages(account: UserId, changes: RoomChanges): Promise<void>
  dropRoom(account: UserId, roomId: RoomId): Promise<void>
  /** Keeps only these rooms. */
  keepRooms(account: UserId, roomIds: readonly RoomId[]): Promise<void>
  /** Forgets everything of an account. */
  forgetAccount(account: UserId): Promise<void>
  close(): Promise<void>
}

/** A room that an account keeps, with changed messages in place of its copies of them. */
export function withMessages(room: CachedRoom, changes: RoomChanges, account: UserId): CachedRoom {
  const now = new Map(changes.messages.map((message) => [message.id, message]))
  const quoted = room.quoted?.map((one) => now.get(one.id) ?? one)
  return { ...room, ...mergeInside(room, changes, account), ...(quoted && { quoted }) }
}
