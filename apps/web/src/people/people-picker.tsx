import { limits, type User } from '@chat/protocol'
import type { RefObject } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { ChipPicker } from '../design/chip-picker.tsx'
import { ShowMore } from '../design/show-more.tsx'
import type { Found, PagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'

/** A search for people in which several can be chosen; those who are stand as chips before what is typed. */
export function PeoplePicker({
  input,
  finder,
  query,
  onQuery,
  chosen,
  onChosen,
  full,
}: {
  input: RefObject<HTMLInputElement | null>
  finder: PagedSearch<User>
  query: string
  onQuery: (query: string) => void
  chosen: readonly User[]
  onChosen: (people: readonly User[]) => void
  /** Nobody else can be chosen. */
  full: boolean
}) {
  const found = useStore(finder.found)
  return (
    <ChipPicker
      input={input}
      label="Search people"
      listLabel="People"
      items={found.items}
      query={query}
      maxLength={limits.userName.max}
      onQuery={onQuery}
      chosen={chosen}
      onChosen={onChosen}
      full={full}
      spoken={spokenResult(found)}
      notice={notice(found)}
      more={<ShowMore page={found} label="Show more people" more={finder.more} className="py-2" />}
    >
      {(person) => (
        <>
          <Avatar userId={person.id} name={person.name} picture={person.avatarUrl} size="sm" />
          <bdi className="min-w-0 truncate">{person.name}</bdi>
          {person.guest && <span className="shrink-0 text-muted text-xs">guest</span>}
        </>
      )}
    </ChipPicker>
  )
}

/** What stands in place of people. */
function notice({ status, query, items, problem }: Found<User>): string | undefined {
  if (status === 'failed') return problem
  if (status === 'loading' || items.length > 0) return undefined
  return query === '' ? 'Nobody else is here yet.' : `Nobody is called “${query}”.`
}

/** What somebody hears who does not see the list. */
function spokenResult({ status, query, items, hasMore, problem }: Found<User>): string {
  if (status === 'loading') return ''
  if (status === 'failed') return problem ?? ''
  const count = `${items.length}${hasMore ? ' or more' : ''} ${items.length === 1 ? 'person' : 'people'}`
  return query === '' ? count : `${count} found`
}
