import type { ChatClient } from '@chat/client'
import { useEffect } from 'react'
import type { Found, PagedSearch } from './paged-search.ts'
import { useSettled } from './use-settled.ts'
import { useStore } from './use-store.ts'

/**
 * Looks for what somebody types once they pause, and again when the connection is back: what failed without it is tried again.
 *
 * @returns what was found, which is `loading` from the first letter on
 */
export function useTypedSearch<Item>(
  client: Pick<ChatClient, 'connection'>,
  search: Pick<PagedSearch<Item>, 'found' | 'search'>,
  query: string,
): Found<Item> {
  const settled = useSettled(query)
  const connected = useStore(client.connection).status === 'connected'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the connection is a reason to look again
  useEffect(() => {
    void search.search(settled)
  }, [search, settled, connected])
  const found = useStore(search.found)
  return found.query === query.trim() ? found : { ...found, status: 'loading' }
}
