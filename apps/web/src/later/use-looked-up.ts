import type { ChatClient } from '@chat/client'
import type { Message } from '@chat/protocol'
import { useEffect, useRef } from 'react'
import { useStore } from '../store/use-store.ts'

/** After a change in one of the rooms, the list is read anew once it has been still for so long. */
const SETTLE_MS = 500

/**
 * Keeps a list of messages as they are now: reads it when others are to be in it, when there is a new connection, and when
 * something has happened in one of their rooms.
 *
 * @param ids what is to be in it, in its order
 */
export function useLookedUp(
  client: ChatClient,
  list: { search(query: string): Promise<void> },
  ids: string,
  shown: readonly Pick<Message, 'roomId'>[],
): void {
  const rooms = useStore(client.rooms)
  const connected = useStore(client.connection).status === 'connected'
  const shownIn = new Set(shown.map(({ roomId }) => roomId))
  const heads = rooms.flatMap(({ id, head }) => (shownIn.has(id) ? `${id} ${head}` : [])).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in it by now, and a new connection, are looked up
  useEffect(() => {
    void list.search('')
  }, [list, ids, connected])
  const known = useRef(heads)
  useEffect(() => {
    if (known.current === heads) return
    const timer = setTimeout(() => {
      known.current = heads
      void list.search('')
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [list, heads])
}
