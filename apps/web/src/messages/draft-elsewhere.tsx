import type { RoomDraft } from '@chat/client'
import type { RefObject } from 'react'
import { Button } from '../design/button.tsx'
import { useStore } from '../store/use-store.ts'

/** What was written on another device while something else was written here. Both are kept until one has chosen. */
export function DraftElsewhere({
  draft,
  input,
}: {
  draft: RoomDraft
  /** Where one goes on. */
  input: RefObject<HTMLTextAreaElement | null>
}) {
  const text = useStore(draft.elsewhere)
  if (text === undefined) return null
  const choose = (choice: Parameters<RoomDraft['choose']>[0]) => {
    draft.choose(choice)
    input.current?.focus()
  }
  return (
    <section
      aria-label="Written on another device"
      className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-2 text-sm"
    >
      <p role="status" className="min-w-48 flex-1">
        <span className="text-muted">Also written on another device: </span>
        <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
          {text}
        </span>
      </p>
      <div className="flex flex-wrap gap-1">
        <Button size="sm" onClick={() => choose('use')}>
          Use it
        </Button>
        <Button size="sm" onClick={() => choose('add')}>
          Add it below
        </Button>
        <Button size="sm" onClick={() => choose('discard')}>
          Discard it
        </Button>
      </div>
    </section>
  )
}
