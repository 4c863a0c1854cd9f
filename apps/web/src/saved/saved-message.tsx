import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary } from '@chat/protocol'
import { BookmarkX } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { ListedMessage } from '../messages/listed-message.tsx'
import { roomTitle } from '../rooms/room-title.ts'
import { saveForLater } from './save-for-later.ts'

/** One message that is saved, as it is now, with the way to where it was said. */
export function SavedMessage({
  client,
  message,
  room,
  onOpened,
}: {
  client: ChatClient
  message: Message
  room: RoomSummary | undefined
  onOpened: () => void
}) {
  return (
    <ListedMessage
      client={client}
      message={message}
      where={room === undefined ? 'a room' : roomTitle(room)}
      action={
        <IconButton
          icon={BookmarkX}
          label="Remove from saved"
          size="sm"
          onClick={() => void saveForLater(client, message.id, false)}
        />
      }
      onOpened={onOpened}
    />
  )
}
