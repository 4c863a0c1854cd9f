import type { ChatClient } from '@chat/client'
import { useEffect } from 'react'
import type { PagedSearch } from './paged-search.ts'
import { useSettled } from './use-settled.ts'
import { useStore } from './use-store.ts'

/** Looks for what somebody types once they pause, and again when the connection is back: what failed without it is tried again. */
export function useTypedSearch(
  client: Pick<ChatClient, 'connection'>,
  { search }: Pick<PagedSearch<unknown>, 'search'>,
  query: string,
): void {
  const settled = useSettled(query)
  const connected = useStore(client.connection).status === 'connected'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the connection is a reason to look again
  useEffect(() => {
    void search(settled)
  }, [search, settled, connected])
}
