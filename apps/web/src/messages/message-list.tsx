import type { ChatClient } from '@chat/client'
import type { MessageId } from '@chat/protocol'
import type { ReactNode, RefObject } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { GrowsInPlace } from '../markdown/grows-in-place.tsx'
import type { OwnReceipt } from '../receipts/own-receipts.ts'
import { useStore } from '../store/use-store.ts'
import type { MessageEdit } from './message-edits.ts'
import { MessageRow } from './message-row.tsx'
import { MessageSheet } from './message-sheet.tsx'
import type { RefusedActions } from './message-state.tsx'
import type { MessageTools } from './message-tools.ts'
import { runKey } from './run-key.ts'
import type { TimelineRow } from './timeline-rows.ts'
import { useGrowthInPlace } from './use-growth-in-place.ts'
import { usePressedMessage } from './use-pressed-message.ts'
import type { useRowFocus } from './use-row-focus.ts'
import type { TimelineScroll } from './use-timeline-scroll.ts'
import { useToday } from './use-today.ts'

/** Messages one under another, of which only those in sight are drawn. */
export function MessageList({
  client,
  label,
  rows,
  start,
  scroll,
  onScrolled,
  focus,
  list,
  actions,
  tools,
  edits,
  receipts,
  firstNew,
  highlighted,
}: {
  client: ChatClient
  label: string
  rows: readonly TimelineRow[]
  /** What stands above the first of them. */
  start: ReactNode
  scroll: TimelineScroll
  onScrolled?: () => void
  focus: ReturnType<typeof useRowFocus>
  list?: RefObject<VirtualizerHandle | null>
  actions: RefusedActions
  tools: MessageTools
  edits: ReadonlyMap<MessageId, MessageEdit>
  receipts?: ReadonlyMap<MessageId, OwnReceipt>
  /** Where begins what is new. */
  firstNew: MessageId | undefined
  /** Somebody has just jumped to it. */
  highlighted?: MessageId | undefined
}) {
  const me = useStore(client.me)
  const today = useToday()
  const authorOf = useAuthors(client)
  const { sheet, onPressed } = usePressedMessage(rows, (row) => authorOf(row).authorName, tools)
  const growInPlace = useGrowthInPlace(scroll, focus.leadTo)
  return (
    <GrowsInPlace value={growInPlace}>
      <div
        ref={scroll.scroller}
        role="log"
        aria-label={label}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          focus.onKeyDown(event)
          runKey(event, rows, tools.actionsOf)
        }}
        onFocus={focus.onFocus}
        className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="grow" />
        <Virtualizer
          {...(list && { ref: list })}
          data={['start' as const, ...rows]}
          shift={scroll.shift}
          keepMounted={focus.mounted}
          onScroll={() => {
            scroll.onScroll()
            onScrolled?.()
          }}
          onResize={scroll.onResize}
        >
          {(row) => (
            <MessageColumn key={row === 'start' ? row : row.id}>
              {row === 'start' ? (
                start
              ) : (
                <MessageRow
                  {...row}
                  startsGroup={row.startsGroup || row.id === firstNew}
                  {...receipts?.get(row.id)}
                  {...authorOf(row)}
                  me={me?.id}
                  today={today}
                  actions={actions}
                  tools={tools}
                  edit={edits.get(row.id)}
                  tabStop={row.id === focus.tabStop}
                  highlighted={row.id === highlighted}
                  startsNew={row.id === firstNew}
                  onPressed={onPressed}
                />
              )}
            </MessageColumn>
          )}
        </Virtualizer>
      </div>
      <MessageSheet {...sheet} />
    </GrowsInPlace>
  )
}

/** Lines stay readable on the widest screen. */
function MessageColumn({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-5xl px-2 sm:px-4">{children}</div>
}

/** What the author of a message is called and looks like, and whom it answers. */
export function useAuthors(client: Pick<ChatClient, 'users' | 'me'>) {
  const users = useStore(client.users)
  const me = useStore(client.me)
  return ({
    authorId,
    own,
    replyTo,
    replyToAuthorId,
  }: Pick<TimelineRow, 'authorId' | 'own' | 'replyTo' | 'replyToAuthorId'>) => {
    const author = (authorId !== undefined && users.get(authorId)) || (own ? me : undefined)
    const answered = replyToAuthorId === undefined ? undefined : users.get(replyToAuthorId)?.name
    return {
      authorName: author?.name ?? (own ? 'You' : 'Somebody'),
      authorPicture: author?.avatarUrl,
      answeredName: replyTo === undefined ? undefined : (answered ?? 'Somebody'),
    }
  }
}
