import type { MessageId } from '@chat/protocol'
import { Ellipsis } from 'lucide-react'
import { type ReactNode, type RefObject, useState } from 'react'
import { useAttended } from '../design/use-attended.ts'
import { QuickReactionsInBar } from '../reactions/quick-reactions.tsx'
import { canReact } from '../reactions/reacting.ts'
import { MessageBar } from './message-bar.tsx'
import { spokenState } from './message-state.tsx'
import type { MessageTools } from './message-tools.ts'
import type { TimelineRow } from './timeline-rows.ts'
import { useLongPress } from './use-long-press.ts'

export interface MessageArticleProps {
  readonly row: TimelineRow
  readonly authorName: string
  /** Whom it answers, in the middle of a sentence. */
  readonly answeredName: string | undefined
  readonly time: string
  readonly article: RefObject<HTMLElement | null>
  readonly tools: MessageTools
  readonly editing: boolean
  /** Whether the keyboard comes to it from outside; from there arrows lead to the others. */
  readonly tabStop: boolean
  /** Somebody who has no bar wants to do something about it. */
  readonly onPressed: (id: MessageId, article: HTMLElement) => void
  readonly className: string
  readonly children: ReactNode
}

type Named = Pick<MessageArticleProps, 'row' | 'authorName' | 'answeredName' | 'time'>

/** A message as one thing: it has a name, can have the focus, and shows what one can do about it. */
export function MessageArticle({
  row,
  authorName,
  answeredName,
  time,
  article,
  tools,
  editing,
  tabStop,
  onPressed,
  className,
  children,
}: MessageArticleProps) {
  const [menuOpen, setMenuOpen] = useState(false)
  const { attended, attention } = useAttended()
  const press = useLongPress((element) => onPressed(row.id, element))
  return (
    <article
      {...attention}
      {...press}
      ref={article}
      tabIndex={tabStop ? 0 : -1}
      aria-label={nameOf({ row, authorName, answeredName, time })}
      data-message-id={row.id}
      data-own={row.own}
      data-state={row.state}
      className={`group relative grid ${editing ? '' : 'hover-none:select-none'} grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 px-2 sm:px-3 ${row.startsGroup || row.replyTo !== undefined ? 'pt-1.5' : 'pt-0.5'} ${row.endsGroup ? 'pb-1.5' : 'pb-0.5'} ${className}`}
    >
      {!row.deleted && !editing && (
        // For those whose screen reader cannot keep a finger on it.
        <button
          type="button"
          tabIndex={tabStop ? 0 : -1}
          aria-label="Message actions"
          onClick={({ currentTarget }) => onPressed(row.id, article.current ?? currentTarget)}
          className="absolute end-2 top-0 not-focus-visible:sr-only z-10 hidden rounded-md border border-line bg-raised p-1 hover-none:block"
        >
          <Ellipsis aria-hidden="true" size="1.25rem" />
        </button>
      )}
      {(attended || menuOpen) && !editing && (
        <MessageBar
          actions={tools.actionsOf(row)}
          own={row.own}
          quick={canReact(row, tools.reacting) && <QuickReactionsInBar messageId={row.id} reacting={tools.reacting} />}
          article={() => article.current}
          menuOpen={menuOpen}
          onMenuOpenChange={setMenuOpen}
        />
      )}
      {children}
    </article>
  )
}

function nameOf({ row, authorName, answeredName, time }: Named): string {
  const answers = answeredName !== undefined && `replies to ${answeredName}`
  return [
    authorName,
    time,
    answers,
    row.forwarded && 'forwards a message',
    row.mentioned && answeredName !== 'you' && 'mentions you',
    stateOf(row),
  ]
    .filter(Boolean)
    .join(', ')
}

function stateOf({ deleted, editedAt, state }: TimelineRow): string {
  if (deleted) return 'deleted'
  return editedAt === undefined ? spokenState(state) : 'edited'
}
