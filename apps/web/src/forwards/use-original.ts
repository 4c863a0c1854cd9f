import type { ChatClient } from '@chat/client'
import type { Forwarded, Message } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { useStore } from '../store/use-store.ts'

/** What is known of a message that is passed on without its text. */
export type Original =
  | { readonly status: 'reading' | 'elsewhere' | 'deleted' | 'unread' }
  | { readonly status: 'read'; readonly text: string }

/**
 * Reads what was written in private where it was written, as it is now, for whoever is there too.
 *
 * @param reads whether there is something to read, and one may
 */
export function useOriginal(
  client: Pick<ChatClient, 'readMessage' | 'onNotice' | 'connection'>,
  { roomId, seq }: Pick<Forwarded, 'roomId' | 'seq'>,
  reads: boolean,
): Original {
  const [message, setMessage] = useState<Message | 'deleted' | 'unread'>()
  const connected = useStore(client.connection).status === 'connected'

  // Also when the connection is back: what failed without it is tried again.
  useEffect(() => {
    if (!reads || !connected) return
    let current = true
    client.readMessage(roomId, seq).then(
      (found) => current && setMessage(found ?? 'unread'),
      () => current && setMessage('unread'),
    )
    return () => {
      current = false
    }
  }, [client, roomId, seq, reads, connected])

  const id = typeof message === 'object' ? message.id : undefined
  useEffect(() => {
    if (id === undefined) return
    return client.onNotice((notice) => {
      if (notice.kind === 'withdrawn' && notice.messageId === id) setMessage('deleted')
    })
  }, [client, id])

  if (!reads) return { status: 'elsewhere' }
  if (message === undefined) return { status: connected ? 'reading' : 'unread' }
  if (typeof message === 'string') return { status: message }
  return message.deletedAt === undefined ? { status: 'read', text: message.text } : { status: 'deleted' }
}
