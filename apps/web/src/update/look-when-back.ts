import type { ConnectionState, ReadableStore } from '@chat/client'
import type { AppUpdate } from './app-update.ts'

/** Looks for a newer version of the app whenever the server is back: it may have been away to get one. */
export function lookWhenBack(
  connection: ReadableStore<ConnectionState>,
  { look }: Pick<AppUpdate, 'look'>,
): () => void {
  let lost = false
  return connection.subscribe(() => {
    const { status } = connection.get()
    if (status === 'reconnecting' || status === 'offline') lost = true
    else if (status === 'connected' && lost) {
      lost = false
      look()
    }
  })
}
