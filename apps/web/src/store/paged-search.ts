import { createStore, type ReadableStore } from '@chat/client'
import { explainRefusal } from '../connection/explain-refusal.ts'

/** What a search has found so far. */
export interface Found<Item> {
  /** What was looked for; the items are those that it found, or while it is `loading`, those of the search before. */
  readonly query: string
  readonly status: 'loading' | 'ready' | 'failed'
  readonly items: readonly Item[]
  /** How many there are on all pages, where the server counts them. */
  readonly total: number
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly problem?: string
}

export interface PagedSearch<Item> {
  readonly found: ReadableStore<Found<Item>>
  /** Looks anew; of several searches, the latest counts. */
  search(query: string): Promise<void>
  /** Brings the next page; does nothing where there is none or it is under way. */
  more(): Promise<void>
  /** Shows an item as it is now. */
  replace(item: Item): void
  /** Shows an item no more. */
  remove(id: string): void
}

type Load<Item> = (input: { query?: string; cursor?: string }) => Promise<{
  readonly items: readonly Item[]
  readonly total?: number
  readonly cursor?: string | undefined
}>

/** Looks through a list that the server has, page by page. */
export function createPagedSearch<Item>(load: Load<Item>, idOf: (item: Item) => string): PagedSearch<Item> {
  const found = createStore<Found<Item>>({
    query: '',
    status: 'loading',
    items: [],
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
      const { items, total } = found.get()
      found.set({ query, status: 'loading', items, total, hasMore: false, loadingMore: false })
      try {
        const page = await load(query === '' ? {} : { query })
        if (search !== latest) return
        cursor = page.cursor
        const { items, total = 0 } = page
        found.set({ query, status: 'ready', items, total, hasMore: cursor !== undefined, loadingMore: false })
      } catch (error) {
        if (search !== latest) return
        const problem = explainRefusal(error)
        found.set({ query, status: 'failed', items: [], total: 0, hasMore: false, loadingMore: false, problem })
      }
    },
    async more() {
      const { problem: _, ...before } = found.get()
      if (cursor === undefined || before.loadingMore) return
      const search = latest
      found.set({ ...before, loadingMore: true })
      try {
        const page = await load(before.query === '' ? { cursor } : { query: before.query, cursor })
        if (search !== latest) return
        cursor = page.cursor
        // As they are now: some may have changed meanwhile.
        const known = found.get().items
        const ids = new Set(known.map(idOf))
        const items = [...known, ...page.items.filter((item) => !ids.has(idOf(item)))]
        found.set({ ...before, items, total: page.total ?? 0, hasMore: cursor !== undefined, loadingMore: false })
      } catch (error) {
        if (search === latest) found.set({ ...found.get(), loadingMore: false, problem: explainRefusal(error) })
      }
    },
    replace(item) {
      const { items, ...rest } = found.get()
      found.set({ ...rest, items: items.map((known) => (idOf(known) === idOf(item) ? item : known)) })
    },
    remove(id) {
      const { items, total, ...rest } = found.get()
      const left = items.filter((item) => idOf(item) !== id)
      found.set({ ...rest, items: left, total: total - (items.length - left.length) })
    },
  }
}
