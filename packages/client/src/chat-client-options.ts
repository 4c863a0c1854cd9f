import { type ErrorBody, MessageId, type UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import type { Activity } from './activity.ts'
import type { ClientCache } from './client-cache.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Report } from './diagnostics.ts'
import { createMemoryDraftStorage, type DraftStorage } from './draft-storage.ts'
import { type FlusherLock, noLock } from './flusher-lock.ts'
import { type Http, noHttp } from './http.ts'
import { createMemoryCache } from './memory-cache.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { alwaysOnline, type Network } from './network.ts'
import { noChannel, type OutboxChannel } from './outbox-channel.ts'
import type { OutboxStorage } from './outbox-storage.ts'
import type { Transport } from './transport.ts'

/** What the client needs of its surroundings. Everything but the transport has a default that works anywhere. */
export interface ChatClientOptions {
  readonly transport: Transport
  /**
   * Who is signed in, where that is known. What is cached of anybody else is then forgotten instead of shown, and what is
   * written before the server answers is this account's. Without it, the account that was signed in last is assumed.
   */
  readonly account?: UserId
  readonly clock?: Clock
  /** A number in [0, 1), like `Math.random`. */
  readonly random?: () => number
  /** Makes the id of the next message or room: a UUIDv7. */
  readonly newMessageId?: () => string
  /** In memory, if not given. */
  readonly outboxStorage?: OutboxStorage
  /** In memory, if not given. */
  readonly cache?: ClientCache
  /** In memory, if not given. */
  readonly draftStorage?: DraftStorage
  readonly flusherLock?: FlusherLock
  readonly outboxChannel?: OutboxChannel
  readonly network?: Network
  /** For what does not fit into a frame; if not given, that is refused. */
  readonly http?: Http
  /** Notices whether somebody is at the device; if not given, somebody always is. */
  readonly activity?: Activity
  /** The session has ended or there is none; sign in, then call `reconnectNow`. */
  readonly onSignedOut?: (error: ErrorBody) => void
  readonly onDiagnostic?: Report
}

export function withDefaults(options: ChatClientOptions) {
  return {
    transport: options.transport,
    expected: options.account,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    newMessageId: (): MessageId => MessageId.parse((options.newMessageId ?? v7)()),
    storage: options.outboxStorage ?? createMemoryOutboxStorage(),
    cache: options.cache ?? createMemoryCache(),
    draftStorage: options.draftStorage ?? createMemoryDraftStorage(),
    lock: options.flusherLock ?? noLock,
    channel: options.outboxChannel ?? noChannel,
    network: options.network ?? alwaysOnline,
    http: options.http ?? noHttp,
    activity: options.activity,
    onSignedOut: options.onSignedOut ?? (() => {}),
    report: options.onDiagnostic ?? (() => {}),
  }
}
