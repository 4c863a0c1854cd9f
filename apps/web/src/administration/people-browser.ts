import { type ChatClient, createStore, type ReadableStore } from '@chat/client'
import type { Person, UserId } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'

export interface PeopleFound {
  /** What was looked for; the people are those that it found, or while it is `loading`, those of the search before. */
  readonly query: string
  readonly status: 'loading' | 'ready' | 'failed'
  readonly people: readonly Person[]
  /** How many there are on all pages. */
  readonly total: number
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly problem?: string
}

export interface PeopleBrowser {
  readonly found: ReadableStore<PeopleFound>
  /** Looks anew; of several searches, the latest counts. */
  search(query: string): Promise<void>
  /** Brings the next page; does nothing where there is none or it is under way. */
  more(): Promise<void>
  /** Shows somebody as they are now. */
  replace(person: Person): void
  /** Shows somebody no more. */
  remove(userId: UserId): void
}

/** Looks through everybody on the server, page by page. */
export function createPeopleBrowser({ listPeople }: Pick<ChatClient['administration'], 'listPeople'>): PeopleBrowser {
  const found = createStore<PeopleFound>({
    query: '',
    status: 'loading',
    people: [],
    total: 0,
    hasMore: false,
    loadingMore: false,
  })
  let cursor: string | undefined
  let latest = 0

  return {
    found,
    async search(query) {
      latest += 1
      const search = latest
      cursor = undefined
      const { people, total } = found.get()
      found.set({ query, status: 'loading', people, total, hasMore: false, loadingMore: false })
      try {
        const page = await listPeople(query === '' ? {} : { query })
        if (search !== latest) return
        cursor = page.cursor
        const hasMore = cursor !== undefined
        found.set({ query, status: 'ready', people: page.people, total: page.total, hasMore, loadingMore: false })
      } catch (error) {
        if (search !== latest) return
        const problem = explainRefusal(error)
        found.set({ query, status: 'failed', people: [], total: 0, hasMore: false, loadingMore: false, problem })
      }
    },
    async more() {
      const { problem: _, ...before } = found.get()
      if (cursor === undefined || before.loadingMore) return
      const search = latest
      found.set({ ...before, loadingMore: true })
      try {
        const page = await listPeople(before.query === '' ? { cursor } : { query: before.query, cursor })
        if (search !== latest) return
        cursor = page.cursor
        const { people } = found.get()
        const known = new Set(people.map(({ user }) => user.id))
        found.set({
          ...before,
          people: [...people, ...page.people.filter(({ user }) => !known.has(user.id))],
          total: page.total,
          hasMore: cursor !== undefined,
        })
      } catch (error) {
        if (search === latest) found.set({ ...found.get(), loadingMore: false, problem: explainRefusal(error) })
      }
    },
    replace(person) {
      const { people, ...rest } = found.get()
      found.set({ ...rest, people: people.map((known) => (known.user.id === person.user.id ? person : known)) })
    },
    remove(userId) {
      const { people, total, ...rest } = found.get()
      const left = people.filter(({ user }) => user.id !== userId)
      found.set({ ...rest, people: left, total: total - (people.length - left.length) })
    },
  }
}
