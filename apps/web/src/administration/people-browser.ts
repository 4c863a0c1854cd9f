import type { ChatClient } from '@chat/client'
import type { Person } from '@chat/protocol'
import { createPagedSearch, type PagedSearch } from '../store/paged-search.ts'

export type PeopleBrowser = PagedSearch<Person>

/** Looks through everybody on the server. */
export function createPeopleBrowser({ listPeople }: Pick<ChatClient['administration'], 'listPeople'>): PeopleBrowser {
  return createPagedSearch(
    async (input) => {
      const { people, total, cursor } = await listPeople(input)
      return { items: people, total, cursor }
    },
    ({ user }) => user.id,
  )
}
