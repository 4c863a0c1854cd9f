import type { ErrorBody } from '@chat/protocol'
import type { ChatClient } from '../chat-client.ts'
import { createChatClient } from '../create-chat-client.ts'
import type { Report } from '../diagnostics.ts'
import { createFetchHttp } from '../fetch-http.ts'
import { createMemoryOutboxStorage } from '../memory-outbox-storage.ts'
import { createSocketIoTransport } from '../socket-io-transport.ts'
import { createFileOutboxStorage } from './file-outbox-storage.ts'

export interface NodeChatClientOptions {
  /** Where the server is, such as `https://chat.example.org`. */
  readonly url: string
  /** A bearer token, see `signInAsGuest` and `signInWithPassword`. */
  readonly token: string
  /** Where messages wait over a restart of the program; in memory if left out. One process per file. */
  readonly outboxFile?: string
  /** The session has ended; a client with a new token is needed. */
  readonly onSignedOut?: (error: ErrorBody) => void
  readonly onDiagnostic?: Report
}

/** Creates a client for a service or a bot. */
export function createNodeChatClient(options: NodeChatClientOptions): ChatClient {
  const { url, token, outboxFile, onSignedOut, onDiagnostic } = options
  return createChatClient({
    transport: createSocketIoTransport({ url, token }),
    http: createFetchHttp({ url, token }),
    outboxStorage:
      outboxFile === undefined
        ? createMemoryOutboxStorage()
        : createFileOutboxStorage(outboxFile, (error) => onDiagnostic?.({ kind: 'storage-failed', error })),
    ...(onSignedOut && { onSignedOut }),
    ...(onDiagnostic && { onDiagnostic }),
  })
}
