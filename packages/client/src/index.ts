export type { Activity } from './activity.ts'
export type { Administration, PeoplePage } from './administration.ts'
export type {
  ChatClient,
  ConnectionState,
  NewRoom,
  OutboxEntry,
  RoomPage,
  RoomView,
  StopOptions,
} from './chat-client.ts'
export type { ChatClientOptions } from './chat-client-options.ts'
export { CACHED_MESSAGES, type CachedAccount, type CachedRoom, type ClientCache } from './client-cache.ts'
export { type Clock, systemClock } from './clock.ts'
export { createChatClient } from './create-chat-client.ts'
export type { Diagnostic, Report } from './diagnostics.ts'
export type { Fetch } from './fetch.ts'
export { createFetchHttp, type FetchHttpOptions } from './fetch-http.ts'
export { type FlusherLock, noLock } from './flusher-lock.ts'
export type { Http, HttpAnswer } from './http.ts'
export { createMemoryCache } from './memory-cache.ts'
export { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
export type { MessageChanges } from './message-changes.ts'
export { alwaysOnline, type Network } from './network.ts'
export type { NotifyChoices } from './notify-choices.ts'
export { noChannel, type OutboxChannel, type OutboxNews } from './outbox-channel.ts'
export type { OutboxStorage, StoredMessage } from './outbox-storage.ts'
export type { People, ReadersPage, UserPage } from './people.ts'
export type { RoomPresence } from './presence-watch.ts'
export type { ProfileChange } from './profiles.ts'
export type { Reactions, ReactionsPage } from './reactions.ts'
export type { ReadsOfOthers } from './receipts.ts'
export { type LocalErrorCode, RequestError } from './request-error.ts'
export type { MembersPage, MembersSearch, NewInvite, RoomRule, RoomSettings } from './room-rule.ts'
export { type GuestSession, signInAsGuest } from './sign-in-as-guest.ts'
export { createSocketIoTransport, type SocketIoTransportOptions } from './socket-io-transport.ts'
export type { ReadableStore } from './store.ts'
export type { Transport, TransportConnection, TransportListener } from './transport.ts'
export { isMentioned, type Reader } from './unread-after.ts'
export { notifyLevel, type Waiting, whatWaits } from './what-notifies.ts'
export { createStore, type WritableStore } from './writable-store.ts'
