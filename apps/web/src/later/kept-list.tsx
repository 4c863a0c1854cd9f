import { type ReactNode, useRef } from 'react'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ListSkeleton } from '../design/list-skeleton.tsx'
import { ShowMore } from '../design/show-more.tsx'
import type { PagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'

/** A list of messages that are put off: while it loads, empty, failed, and its pages. */
export function KeptList<Item>({
  list,
  label,
  isEmpty,
  empty,
  count,
  children,
}: {
  list: PagedSearch<Item>
  label: string
  /** Nothing is to be in it, whatever the server answers. */
  isEmpty: boolean
  /** What is said then. */
  empty: ReactNode
  /** How many items are shown. */
  count: number
  /** The items. */
  children: ReactNode
}) {
  const found = useStore(list.found)
  const element = useRef<HTMLUListElement>(null)

  async function more() {
    await list.more()
    // The button is gone with the last page; whoever pressed it goes on in the list.
    if (!list.found.get().hasMore) element.current?.focus()
  }

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {found.status === 'failed' && (
        <ListNotice text={found.problem ?? ''}>
          <Button onClick={() => void list.search('')}>Try again</Button>
        </ListNotice>
      )}
      {found.status === 'loading' && count === 0 && !isEmpty && (
        <ListSkeleton label={`Loading ${label.toLowerCase()}`} />
      )}
      {found.status !== 'failed' && count === 0 && (isEmpty || found.status === 'ready') && empty}
      {count > 0 && (
        <ul
          ref={element}
          tabIndex={-1}
          aria-label={label}
          aria-busy={found.status === 'loading'}
          className="flex flex-col gap-2 px-5 py-3 focus-visible:-outline-offset-2"
        >
          {children}
        </ul>
      )}
      <ShowMore page={found} more={more} className="px-5 pb-4" />
    </div>
  )
}
