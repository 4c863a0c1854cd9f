import type { ChatClient } from '@chat/client'
import type { Message } from '@chat/protocol'
import type { ReactNode } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { buttonClasses } from '../design/button.tsx'
import { formatExactly, formatWhen } from '../design/time-format.ts'
import { wholeText } from '../forwards/said-text.ts'
import { messageAddress } from '../rooms/open-room.ts'
import { useStore } from '../store/use-store.ts'
import { DeletedText } from './deleted-text.tsx'
import { MessageBody } from './message-body.tsx'

/** From so many characters or lines on, a text is only begun here. */
const LONG = { characters: 500, lines: 10 }

/** A message in a list apart from its timeline, as it is now, with the way to where it was said. */
export function ListedMessage({
  client,
  message,
  where,
  note,
  action,
  onOpened,
}: {
  client: ChatClient
  message: Message
  /** The room, where the list is of several. */
  where?: string
  /** Why it is in the list. */
  note?: ReactNode
  /** What takes it out of the list. */
  action: ReactNode
  onOpened: () => void
}) {
  const { id, roomId, seq, authorId, sentAt, deletedAt, deletedByModerator } = message
  const text = wholeText(message)
  const author = useStore(client.users).get(authorId)
  const blocked = useStore(client.blocked).has(authorId)
  const name = author?.name ?? 'Somebody'
  const long = text.length > LONG.characters || text.split('\n').length > LONG.lines
  return (
    <li data-message-id={id} className="flex gap-3 rounded-md border border-line px-3 py-2.5">
      <Avatar userId={authorId} name={name} picture={author?.avatarUrl} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="min-w-0 truncate font-semibold">{name}</bdi>
          <span className="min-w-0 truncate text-muted text-xs">
            {where !== undefined && (
              <>
                in <bdi>{where}</bdi>,{' '}
              </>
            )}
            <time dateTime={new Date(sentAt).toISOString()} title={formatExactly(sentAt)}>
              {formatWhen(sentAt, Date.now())}
            </time>
          </span>
        </p>
        <div
          className={long ? 'max-h-60 overflow-hidden [mask-image:linear-gradient(black_80%,transparent)]' : undefined}
        >
          {deletedAt !== undefined ? (
            <DeletedText byModerator={deletedByModerator === true} />
          ) : (
            <MessageBody client={client} message={message} folded={blocked} onOpened={onOpened} />
          )}
        </div>
        <div className="mt-1.5 flex flex-wrap items-center justify-end gap-1">
          <p className="min-w-0 grow basis-28 truncate text-muted text-xs">{note}</p>
          <div className="flex items-center gap-1">
            {action}
            <a href={messageAddress(roomId, seq)} onClick={onOpened} className={buttonClasses({ size: 'sm' })}>
              Open
            </a>
          </div>
        </div>
      </div>
    </li>
  )
}
