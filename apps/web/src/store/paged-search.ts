import { createStore, type ReadableStore } from '@chat/client'
import { explainRefusal } from '../connection/explain-refusal.ts'

/** What a search has found so far. */
export interface Found<Item> {
  /** What was looked for; the items are those that it found, or while it is `loading`, those of the search before. */
  readonly query: string
  readonly status: 'loading' | 'ready' | 'failed'
  readonly items: readonly Item[]
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
}

type Load<Item> = (input: { query?: string; cursor?: string }) => Promise<{
  readonly items: readonly Item[]
  readonly cursor?: string | undefined
}>

/** Looks through a list that the server has, page by page. */
export function createPagedSearch<Item extends { readonly id: string }>(load: Load<Item>): PagedSearch<Item> {
  const found = createStore<Found<Item>>({
    query: '',
    status: 'loading',
    items: [],
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
      const { items } = found.get()
      found.set({ query, status: 'loading', items, hasMore: false, loadingMore: false })
      try {
        const page = await load(query === '' ? {} : { query })
        if (search !== latest) return
        cursor = page.cursor
        const hasMore = page.cursor !== undefined
        found.set({ query, status: 'ready', items: page.items, hasMore, loadingMore: false })
      } catch (error) {
        if (search !== latest) return
        const problem = explainRefusal(error)
        found.set({ query, status: 'failed', items: [], hasMore: false, loadingMore: false, problem })
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
        const known = new Set(before.items.map(({ id }) => id))
        const items = [...before.items, ...page.items.filter(({ id }) => !known.has(id))]
        found.set({ ...before, items, hasMore: cursor !== undefined, loadingMore: false })
      } catch (error) {
        if (search === latest) found.set({ ...before, loadingMore: false, problem: explainRefusal(error) })
      }
    },
  }
}
