import { Tooltip } from '@base-ui/react/tooltip'
import type { ChatClient } from '@chat/client'
import { limits } from '@chat/protocol'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { SearchField } from '../design/search-field.tsx'
import { goTo } from '../rooms/use-address.ts'
import { useSettled } from '../store/use-settled.ts'
import { useStore } from '../store/use-store.ts'
import { FoundPeople } from './found-people.tsx'
import { createPeopleBrowser } from './people-browser.ts'
import { WhoMayJoin } from './who-may-join.tsx'

/** Everybody on the server, for those who run it. */
export function PeoplePage({ client }: { client: ChatClient }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const connected = useStore(client.connection).status === 'connected'
  const runsServer = useStore(client.me)?.serverRole !== undefined

  useEffect(() => {
    document.title = 'People · Chat'
    heading.current?.focus()
  }, [])

  return (
    <Tooltip.Provider>
      <main className="flex h-dvh flex-col overflow-y-auto pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)]">
        <header className="sticky top-0 z-10 flex h-14 shrink-0 items-center gap-2 border-line border-b bg-canvas px-3">
          <IconButton icon={ArrowLeft} label="Back to the rooms" onClick={() => goTo('')} className="rtl:rotate-180" />
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
            People
          </h1>
        </header>
        <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 px-3 py-4">
          {runsServer ? (
            <>
              <WhoMayJoin administration={client.administration} connected={connected} />
              <Everybody client={client} connected={connected} />
            </>
          ) : (
            <p className="px-2 py-12 text-center text-muted">This page is for those who run the server.</p>
          )}
        </div>
      </main>
    </Tooltip.Provider>
  )
}

function Everybody({ client, connected }: { client: ChatClient; connected: boolean }) {
  const [browser] = useState(() => createPeopleBrowser(client.administration))
  const [query, setQuery] = useState('')
  const settled = useSettled(query)

  // Also when the connection is back: what failed without it is tried again.
  useEffect(() => {
    if (connected) void browser.search(settled)
  }, [browser, settled, connected])

  return (
    <section aria-label="Everybody">
      <SearchField
        label="Search people"
        value={query}
        maxLength={limits.userName.max}
        onChange={setQuery}
        className="mb-3"
      />
      <FoundPeople client={client} browser={browser} />
    </section>
  )
}
