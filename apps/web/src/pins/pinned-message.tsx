import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary } from '@chat/protocol'
import { PinOff } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { ListedMessage } from '../messages/listed-message.tsx'
import { powersIn } from '../rooms/room-roles.ts'
import { useStore } from '../store/use-store.ts'
import { setPin } from './pinning.ts'

/** One of the messages that are pinned: who said what, who has pinned it, and the way to where it was said. */
export function PinnedMessage({
  client,
  room,
  message,
  close,
}: {
  client: ChatClient
  room: RoomSummary
  message: Message
  close: () => void
}) {
  const { id, pinnedBy } = message
  const users = useStore(client.users)
  const me = useStore(client.me)?.id
  const nameOf = (userId: Message['authorId']) => (userId === me ? 'you' : (users.get(userId)?.name ?? 'somebody'))
  return (
    <ListedMessage
      client={client}
      message={message}
      note={
        pinnedBy !== undefined && (
          <>
            Pinned by <bdi>{nameOf(pinnedBy)}</bdi>
          </>
        )
      }
      action={
        powersIn(room).post && (
          <IconButton icon={PinOff} label="Unpin" size="sm" onClick={() => void setPin(client, id, false)} />
        )
      }
      onOpened={close}
    />
  )
}
