import { Combobox } from '@base-ui/react/combobox'
import type { User } from '@chat/protocol'
import { Check, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Avatar } from '../design/avatar.tsx'
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
    <Combobox.Root
      multiple
      inline
      open
      filter={null}
      autoHighlight
      items={found.items}
      value={[...chosen]}
      onValueChange={(people: User[]) => {
        onChosen(people)
        onQuery('')
      }}
      inputValue={query}
      onInputValueChange={onQuery}
      itemToStringLabel={({ name }: User) => name}
      isItemEqualToValue={(one: User, other: User) => one.id === other.id}
    >
      <div className="shrink-0 border-line border-b px-5 pt-2 pb-4">
        <Combobox.Chips className="flex max-h-32 min-h-9 flex-wrap items-center gap-1.5 overflow-y-auto rounded-md border border-edge bg-raised p-1.5 focus-within:outline-2 focus-within:outline-accent-text">
          {chosen.map((person) => (
            <Combobox.Chip
              key={person.id}
              aria-label={person.name}
              className="flex max-w-full items-center gap-1.5 rounded-sm bg-selected py-0.5 ps-2 pe-0.5 text-sm outline-none data-highlighted:bg-accent data-highlighted:text-on-accent"
            >
              <bdi className="truncate">{person.name}</bdi>
              <Combobox.ChipRemove
                aria-label={`Take ${person.name} out`}
                className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm hover:bg-hover"
              >
                <X aria-hidden="true" size={14} />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            ref={input}
            aria-label="Search people"
            placeholder={chosen.length === 0 ? 'Search people' : ''}
            dir="auto"
            maxLength={30}
            autoComplete="off"
            spellCheck={false}
            className="h-7 min-w-24 flex-1 bg-transparent px-1.5 text-base placeholder:text-muted focus-visible:outline-none"
          />
        </Combobox.Chips>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
        <p role="status" className="sr-only">
          {spokenResult(found)}
        </p>
        {notice(found) !== undefined && (
          <p className="px-5 py-12 text-center text-muted [overflow-wrap:anywhere]">{notice(found)}</p>
        )}
        <Combobox.List aria-label="People" className="outline-none">
          {(person: User) => (
            <Combobox.Item
              key={person.id}
              value={person}
              disabled={full && !chosen.some(({ id }) => id === person.id)}
              className="touch-target flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-md px-2 outline-none data-disabled:cursor-default data-disabled:opacity-60 data-highlighted:bg-hover"
            >
              <Avatar userId={person.id} name={person.name} picture={person.avatarUrl} size="sm" />
              <bdi className="min-w-0 truncate">{person.name}</bdi>
              {person.guest && <span className="shrink-0 text-muted text-xs">guest</span>}
              <Combobox.ItemIndicator className="ms-auto text-accent-text">
                <Check aria-hidden="true" size={16} />
              </Combobox.ItemIndicator>
            </Combobox.Item>
          )}
        </Combobox.List>
        <ShowMore page={found} label="Show more people" more={finder.more} className="py-2" />
      </div>
    </Combobox.Root>
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
