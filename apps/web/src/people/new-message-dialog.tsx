import type { ChatClient } from '@chat/client'
import { limits, type RoomSummary, type User } from '@chat/protocol'
import { useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { useTypedSearch } from '../store/use-typed-search.ts'
import { createPeopleFinder } from './people-finder.ts'
import { PeoplePicker } from './people-picker.tsx'

const MAX_OTHERS = limits.directPeople - 1

/** Asks whom to write to, and opens the conversation with them. */
export function NewMessageDialog({
  client,
  open,
  onOpenChange,
  enter,
}: {
  client: ChatClient
  open: boolean
  onOpenChange: (open: boolean) => void
  enter: (room: RoomSummary) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <Modal title="New message" size="list" open={open} onOpenChange={onOpenChange} initialFocus={input}>
      <NewMessage client={client} input={input} enter={enter} />
    </Modal>
  )
}

function NewMessage({
  client,
  input,
  enter,
}: {
  client: ChatClient
  input: React.RefObject<HTMLInputElement | null>
  enter: (room: RoomSummary) => void
}) {
  const [finder] = useState(() => createPeopleFinder(client))
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<readonly User[]>([])
  const [opening, setOpening] = useState(false)
  const [problem, setProblem] = useState<string>()
  useTypedSearch(client, finder, query)

  async function submit() {
    if (opening) return
    setOpening(true)
    setProblem(undefined)
    try {
      enter(await client.createRoom({ kind: 'direct', memberIds: chosen.map(({ id }) => id) }))
    } catch (error) {
      setProblem(explainRefusal(error))
      setOpening(false)
    }
  }

  return (
    <>
      <PeoplePicker
        input={input}
        finder={finder}
        query={query}
        onQuery={setQuery}
        chosen={chosen}
        onChosen={(people) => {
          setProblem(undefined)
          setChosen(people.slice(0, MAX_OTHERS))
        }}
        full={chosen.length >= MAX_OTHERS}
      />
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-x-3 gap-y-1 border-line border-t px-5 py-3">
        <p role="alert" className="me-auto text-danger text-sm empty:hidden">
          {problem}
        </p>
        {chosen.length >= MAX_OTHERS && (
          <p className="me-auto text-muted text-sm">At most {MAX_OTHERS} others in one conversation</p>
        )}
        <Button look="primary" disabled={chosen.length === 0 || opening} onClick={() => void submit()}>
          {opening ? 'Opening…' : 'Open conversation'}
        </Button>
      </div>
    </>
  )
}
