import type { ErrorBody, UserId } from '@chat/protocol'
import type { ChatClient } from '../chat-client.ts'
import { createChatClient } from '../create-chat-client.ts'
import type { Report } from '../diagnostics.ts'
import type { DraftStorage } from '../draft-storage.ts'
import { createFetchHttp } from '../fetch-http.ts'
import { createSocketIoTransport } from '../socket-io-transport.ts'
import { createBroadcastOutboxChannel } from './broadcast-outbox-channel.ts'
import { browserActivity } from './browser-activity.ts'
import { browserNetwork } from './browser-network.ts'
import { createDatabaseOpener } from './chat-database.ts'
import { createIndexedDbCache } from './indexed-db-cache.ts'
import { createIndexedDbOutboxStorage } from './indexed-db-outbox-storage.ts'
import { createResilientOutboxStorage } from './resilient-outbox-storage.ts'
import { createWebFlusherLock } from './web-flusher-lock.ts'

export interface BrowserChatClientOptions {
  /** Where the server is; the page's own if left out. */
  readonly url?: string
  /** Who is signed in, where that is known: nobody else's things are shown then. */
  readonly account?: UserId
  /** Where drafts are kept; for as long as the page lives if left out. */
  readonly draftStorage?: DraftStorage
  /** The session has ended or there is none; sign in, then call `reconnectNow`. */
  readonly onSignedOut?: (error: ErrorBody) => void
  readonly onDiagnostic?: Report
}

/**
 * Creates a client for a page: messages wait in IndexedDB until they are sent, also over a reload, and what was seen last is
 * there before the network answers. Several tabs share both, and one of them sends.
 */
export function createBrowserChatClient(options: BrowserChatClientOptions = {}): ChatClient {
  const { url, account, draftStorage, onSignedOut, onDiagnostic } = options
  const database = createDatabaseOpener()
  const client = createChatClient({
    transport: createSocketIoTransport({ ...(url !== undefined && { url }), extraHeaders: { 'x-chat-client': 'web' } }),
    outboxStorage: createResilientOutboxStorage(createIndexedDbOutboxStorage(database), (error) =>
      onDiagnostic?.({ kind: 'storage-failed', error }),
    ),
    cache: createIndexedDbCache(database),
    flusherLock: createWebFlusherLock(),
    outboxChannel: createBroadcastOutboxChannel(),
    network: browserNetwork,
    http: createFetchHttp({ ...(url !== undefined && { url }) }),
    activity: browserActivity,
    ...(account !== undefined && { account }),
    ...(draftStorage && { draftStorage }),
    ...(onSignedOut && { onSignedOut }),
    ...(onDiagnostic && { onDiagnostic }),
  })
  return {
    ...client,
    send(...message) {
      persistOnce()
      return client.send(...message)
    },
  }
}

let asked = false

/** Asks the browser not to clear our storage when it runs short. With the first message, when there is something to keep. */
function persistOnce(): void {
  if (asked) return
  asked = true
  // Missing outside secure contexts, whatever the types say.
  const storage: StorageManager | undefined = navigator.storage
  storage?.persist?.().catch(() => {})
}
