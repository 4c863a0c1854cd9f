import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary, User } from '@chat/protocol'
import { BookmarkX } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { formatExactly } from '../design/time-format.ts'
import { MessageText } from '../markdown/message-text.tsx'
import { DeletedText } from '../messages/deleted-text.tsx'
import { messageAddress } from '../rooms/open-room.ts'
import { roomTitle } from '../rooms/room-title.ts'
import { useStore } from '../store/use-store.ts'
import { saveForLater } from './save-for-later.ts'

/** Characters from which on a text is only begun here. */
const LONG = 500

/** One message that is saved, as it is now, with the way to where it was said. */
export function SavedMessage({
  client,
  message,
  author,
  room,
  onOpened,
}: {
  client: ChatClient
  message: Message
  author: User | undefined
  room: RoomSummary | undefined
  onOpened: () => void
}) {
  const me = useStore(client.me)
  const blocked = useStore(client.blocked).has(message.authorId)
  const name = author?.name ?? 'Somebody'
  const where = room === undefined ? 'a room' : roomTitle(room)
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 pt-0.5 text-muted text-xs">
          <bdi className="font-semibold text-sm text-text">{name}</bdi> in <bdi>{where}</bdi>
          <br />
          <time dateTime={new Date(message.sentAt).toISOString()}>{formatExactly(message.sentAt)}</time>
        </p>
        <IconButton
          icon={BookmarkX}
          label="Remove from saved"
          size="sm"
          onClick={() => void saveForLater(client, message.id, false)}
        />
      </div>
      <div
        className={`py-1 ${message.text.length > LONG ? 'max-h-40 overflow-hidden [mask-image:linear-gradient(black_80%,transparent)]' : ''}`}
      >
        {message.deletedAt !== undefined ? (
          <DeletedText byModerator={message.deletedByModerator === true} />
        ) : blocked ? (
          <p className="text-muted italic">Written by somebody whom you have blocked.</p>
        ) : (
          <MessageText
            text={message.text}
            mentions={message.mentions}
            mentionsRoom={message.mentionsRoom === true}
            me={me?.id}
          />
        )}
      </div>
      <a
        href={messageAddress(message.roomId, message.seq)}
        onClick={onOpened}
        className="touch-target inline-block rounded-sm text-accent-text text-sm underline"
      >
        Open in conversation
      </a>
    </li>
  )
}
