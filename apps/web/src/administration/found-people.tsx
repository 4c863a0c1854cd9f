import type { ChatClient } from '@chat/client'
import type { Person } from '@chat/protocol'
import { type RefObject, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { useToday } from '../messages/use-today.ts'
import type { Found } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { DeletePersonDialog } from './delete-person-dialog.tsx'
import type { PersonAction } from './describe-person.ts'
import type { PeopleBrowser } from './people-browser.ts'
import { PersonQuestion } from './person-question.tsx'
import { PersonRow } from './person-row.tsx'

/** What is about to be done about somebody, or was: it stays what it was while it fades. */
interface AskedAction {
  readonly person: Person
  readonly action: PersonAction
  readonly open: boolean
}

/** Whom a search has found, in all its states. */
export function FoundPeople({ client, browser }: { client: ChatClient; browser: PeopleBrowser }) {
  const found = useStore(browser.found)
  const me = useStore(client.me)
  const today = useToday()
  const list = useRef<HTMLUListElement>(null)
  const count = useRef<HTMLParagraphElement>(null)
  const [asked, setAsked] = useState<AskedAction>()

  async function more() {
    await browser.more()
    // The button is gone with the last page; whoever pressed it goes on in the list.
    if (!browser.found.get().hasMore) list.current?.focus()
  }

  const close = () => setAsked((last) => last && { ...last, open: false })
  return (
    <>
      <p ref={count} tabIndex={-1} role="status" className="px-2 pb-1 text-muted text-sm outline-none">
        {countOf(found)}
      </p>
      {found.status === 'failed' && (
        <ListNotice text={found.problem ?? ''}>
          <Button onClick={() => void browser.search(found.query)}>Try again</Button>
        </ListNotice>
      )}
      {found.status === 'loading' && found.items.length === 0 && <PeopleSkeleton />}
      {found.status === 'ready' && found.items.length === 0 && (
        <ListNotice text={`Nobody is called “${found.query}”.`} />
      )}
      {found.items.length > 0 && (
        <ul
          ref={list}
          tabIndex={-1}
          aria-label="Everybody on this server"
          aria-busy={found.status === 'loading'}
          className="focus-visible:-outline-offset-2"
        >
          {found.items.map((person) => (
            <PersonRow
              key={person.user.id}
              person={person}
              me={me}
              today={today}
              ask={(action) => setAsked({ person, action, open: true })}
            />
          ))}
        </ul>
      )}
      <ShowMore page={found} label="Show more people" more={more} className="py-4" />
      {asked !== undefined && <Question {...asked} {...{ client, browser, count, close }} />}
    </>
  )
}

function Question({
  action,
  client,
  count,
  ...question
}: AskedAction & {
  client: ChatClient
  browser: PeopleBrowser
  count: RefObject<HTMLElement | null>
  close: () => void
}) {
  const { administration } = client
  return action.do === 'delete' ? (
    <DeletePersonDialog key={question.person.user.id} {...question} administration={administration} goOnAt={count} />
  ) : (
    <PersonQuestion {...question} action={action} administration={administration} />
  )
}

function countOf({ status, query, total }: Found<Person>): string {
  if (status !== 'ready') return ''
  const people = total === 1 ? '1 person' : `${total} people`
  return query === '' ? people : `${people} found`
}

function PeopleSkeleton() {
  return (
    <div aria-hidden="true">
      {['w-24', 'w-40', 'w-32', 'w-28', 'w-36'].map((width) => (
        <div key={width} className="flex items-center gap-3 px-2 py-2">
          <span className="pulse-quietly size-9 rounded-md bg-line" />
          <span className="flex flex-1 flex-col gap-2 py-1">
            <span className={`pulse-quietly h-3 rounded-sm bg-line ${width}`} />
            <span className="pulse-quietly h-3 w-20 rounded-sm bg-line" />
          </span>
        </div>
      ))}
    </div>
  )
}
