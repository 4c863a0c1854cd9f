import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary } from '@chat/protocol'
import { PinOff } from 'lucide-react'
import { buttonClasses } from '../design/button.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { formatWhen } from '../design/time-format.ts'
import { MessageText } from '../markdown/message-text.tsx'
import { FoldedText } from '../messages/folded-text.tsx'
import { messageAddress } from '../rooms/open-room.ts'
import { powersIn } from '../rooms/room-roles.ts'
import { useStore } from '../store/use-store.ts'
import { setPin } from './pinning.ts'

/** One of the messages that are pinned: who said what, who has pinned it, and the way to where it was said. */
export function PinnedMessage({
  client,
  room,
  message: { id, roomId, seq, authorId, text, sentAt, mentions, mentionsRoom, pinnedBy },
  close,
}: {
  client: ChatClient
  room: RoomSummary
  message: Message
  close: () => void
}) {
  const users = useStore(client.users)
  const blocked = useStore(client.blocked)
  const me = useStore(client.me)?.id
  const nameOf = (userId: Message['authorId']) => (userId === me ? 'you' : (users.get(userId)?.name ?? 'somebody'))
  const Body = blocked.has(authorId) ? FoldedText : MessageText
  return (
    <li className="rounded-md border border-line bg-surface px-3 py-2">
      <div className="flex items-baseline gap-2">
        <bdi className="min-w-0 truncate font-semibold">{users.get(authorId)?.name ?? 'Somebody'}</bdi>
        <time dateTime={new Date(sentAt).toISOString()} className="shrink-0 text-muted text-xs">
          {formatWhen(sentAt, Date.now())}
        </time>
      </div>
      <div className="max-h-48 overflow-hidden">
        <Body text={text} mentions={mentions} mentionsRoom={mentionsRoom ?? false} me={me} />
      </div>
      <div className="mt-1 flex items-center gap-2 text-muted text-xs">
        {pinnedBy !== undefined && (
          <span className="min-w-0 truncate">
            Pinned by <bdi>{nameOf(pinnedBy)}</bdi>
          </span>
        )}
        <span className="ms-auto flex shrink-0 items-center gap-1">
          {powersIn(room).post && (
            <IconButton icon={PinOff} label="Unpin" size="sm" onClick={() => void setPin(client, id, false)} />
          )}
          <a href={messageAddress(roomId, seq)} onClick={close} className={buttonClasses({ size: 'sm' })}>
            Open
          </a>
        </span>
      </div>
    </li>
  )
}
