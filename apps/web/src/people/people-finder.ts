import type { ChatClient } from '@chat/client'
import type { User } from '@chat/protocol'
import { createPagedSearch, type PagedSearch } from '../store/paged-search.ts'

/** Looks through the people one can write to. */
export function createPeopleFinder({ listUsers }: Pick<ChatClient, 'listUsers'>): PagedSearch<User> {
  return createPagedSearch(
    async (input) => {
      const { users, cursor } = await listUsers(input)
      return { items: users, cursor }
    },
    ({ id }) => id,
  )
}
