import type { UserId } from '@chat/protocol'
import { type ComponentProps, memo, useRef } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { formatExactly, formatShortTime, formatTime } from '../design/time-format.ts'
import { ForwardedMessage } from '../forwards/forwarded-message.tsx'
import { PersonTrigger } from '../people/person-trigger.tsx'
import { UnreadLine } from '../reads/unread-line.tsx'
import type { OwnReceipt } from '../receipts/own-receipts.ts'
import { MessageQuote } from '../replies/message-quote.tsx'
import { DayDivider } from './day-divider.tsx'
import { MessageArticle, type MessageArticleProps } from './message-article.tsx'
import { MessageContent } from './message-content.tsx'
import { MessageEditor } from './message-editor.tsx'
import type { MessageEdit } from './message-edits.ts'
import { MessageState, type RefusedActions } from './message-state.tsx'
import type { TimelineRow } from './timeline-rows.ts'

/**
 * One message, drawn again only when it looks different: rows are made anew for every change of the room. The first of a group carries the author's name and picture; the others only their text.
 */
export const MessageRow = memo(function MessageRow({
  authorName,
  authorPicture,
  answeredName,
  me,
  today,
  actions,
  tools,
  edit: begun,
  tabStop,
  onPressed,
  readBy = 0,
  deliveredTo = 0,
  opensReaders = false,
  highlighted = false,
  startsNew = false,
  ...row
}: TimelineRow &
  Partial<OwnReceipt> & {
    authorName: string
    me: UserId | undefined
    authorPicture: string | undefined
    /** Who wrote what it answers. */
    answeredName: string | undefined
    today: number
    actions: RefusedActions
    /** What its author is making of it. */
    edit: MessageEdit | undefined
    /** Somebody has just jumped to it. */
    highlighted?: boolean
    /** What is new begins with it. */
    startsNew?: boolean
  } & Pick<MessageArticleProps, 'tools' | 'tabStop' | 'onPressed'>) {
  const article = useRef<HTMLElement>(null)
  // It ends a moment after its message, and must not be seen over what is no longer there.
  const edit = row.deleted ? undefined : begun
  const there = (act: (row: TimelineRow, article: HTMLElement) => void) => () => {
    if (article.current !== null) act(row, article.current)
  }
  const time = formatTime(row.at)
  return (
    <div className={row.startsGroup ? 'pt-2' : ''}>
      {row.day !== undefined && <DayDivider day={row.day} today={today} />}
      {startsNew && <UnreadLine />}
      <MessageArticle
        row={row}
        authorName={authorName}
        answeredName={row.replyToAuthorId === me ? 'you' : answeredName}
        time={time}
        article={article}
        tools={tools}
        editing={edit !== undefined}
        tabStop={tabStop}
        onPressed={onPressed}
        className={`transition-colors duration-150 ${lookOf(row)} ${highlighted ? 'bg-selected! outline-2 outline-transparent -outline-offset-2' : ''}`}
      >
        {row.startsGroup ? (
          <Author
            userId={row.authorId}
            // The name beside it does the same, and is what the keyboard and a screen reader come to.
            tabIndex={-1}
            aria-hidden="true"
            className="cursor-pointer self-start rounded-md"
          >
            <Avatar userId={row.authorId ?? ''} name={authorName} picture={authorPicture} />
          </Author>
        ) : (
          <Moment
            at={row.at}
            time={formatShortTime(row.at)}
            className="text-end leading-6 opacity-0 transition-opacity duration-100 group-hover:opacity-100"
          />
        )}
        <div className="min-w-0">
          {row.startsGroup && (
            <div className="flex items-baseline gap-2">
              <Author userId={row.authorId} className="min-w-0 cursor-pointer truncate rounded-sm hover:underline">
                <bdi className="font-semibold">{authorName}</bdi>
              </Author>
              {row.own && <span className="shrink-0 text-accent-text text-xs">you</span>}
              <Moment at={row.at} time={time} className="shrink-0" />
            </div>
          )}
          <MessageQuote {...row} roomId={tools.roomId} authorName={answeredName} />
          {edit === undefined ? (
            <MessageContent
              row={row}
              tools={tools}
              showRevisions={there(tools.showRevisions)}
              receipt={{ readBy, deliveredTo, opensReaders }}
            />
          ) : (
            <>
              <MessageEditor
                id={row.id}
                edit={edit}
                edits={tools.edits}
                completions={tools.completions}
                askDelete={there(tools.askDelete)}
              />
              {row.forwarded && <ForwardedMessage client={tools.client} forwarded={row.forwarded} />}
            </>
          )}
          <MessageState
            id={row.id}
            state={row.state}
            error={row.error}
            retryAt={row.retryAt}
            // What it passes on would be lost in the composer.
            editable={row.forwarded === undefined}
            actions={actions}
          />
        </div>
      </MessageArticle>
    </div>
  )
})

/** How it stands out: one's own, and what calls whoever looks at it. */
function lookOf({ own, mentioned, startsGroup, endsGroup }: TimelineRow): string {
  if (mentioned) return 'rounded-e-md border-caution border-s-3 bg-caution-surface'
  if (!own) return 'ms-[3px] rounded-md hover:bg-surface'
  // Overlapping closes the hairline that fractional heights would leave between the rows of a group.
  return `border-own-edge border-s-3 bg-own ${startsGroup ? 'rounded-ss-md rounded-se-md' : '-mt-px'} ${endsGroup ? 'rounded-ee-md rounded-es-md' : ''}`
}

/** Opens the card of whoever wrote it. Of what has just been written here the author may not be known yet. */
function Author({
  userId,
  ...props
}: Omit<ComponentProps<typeof PersonTrigger>, 'userId'> & { userId: UserId | undefined }) {
  if (userId === undefined) return <span className="min-w-0 truncate">{props.children}</span>
  return <PersonTrigger {...props} userId={userId} />
}

function Moment({ at, time, className }: { at: number; time: string; className: string }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatExactly(at)}
      className={`whitespace-nowrap text-muted text-xs tabular-nums ${className}`}
    >
      {time}
    </time>
  )
}
