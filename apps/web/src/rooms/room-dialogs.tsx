import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { NewMessageDialog } from '../people/new-message-dialog.tsx'
import { BrowseRoomsDialog } from './browse-rooms-dialog.tsx'
import { CreateRoomDialog } from './create-room-dialog.tsx'
import { LeaveRoomDialog } from './leave-room-dialog.tsx'
import { roomAddress } from './open-room.ts'
import { goTo } from './use-address.ts'

/** What is asked about rooms, or was: the question stays what it was while it fades. */
export interface RoomQuestion {
  readonly about: 'create' | 'browse' | 'leave' | 'write'
  /** The room that was open when it was asked. */
  readonly room: RoomSummary | undefined
  readonly open: boolean
}

/** The questions about rooms: what a new one is to be, which one to join, whether to leave, whom to write to. */
export function RoomDialogs({
  client,
  question: { about, room, open },
  create,
  close,
}: {
  client: ChatClient
  question: RoomQuestion
  create: () => void
  close: () => void
}) {
  const onOpenChange = (wanted: boolean) => {
    if (!wanted) close()
  }
  function enter(entered: RoomSummary) {
    close()
    goTo(roomAddress(entered))
  }
  return (
    <>
      <CreateRoomDialog
        open={open && about === 'create'}
        onOpenChange={onOpenChange}
        create={client.createRoom}
        onCreated={enter}
      />
      <BrowseRoomsDialog
        client={client}
        open={open && about === 'browse'}
        onOpenChange={onOpenChange}
        enter={enter}
        create={create}
      />
      <NewMessageDialog client={client} open={open && about === 'write'} onOpenChange={onOpenChange} enter={enter} />
      {about === 'leave' && room !== undefined && (
        <LeaveRoomDialog
          room={room}
          waiting={
            client
              .room(room.id)
              .get()
              .outbox.filter(({ state }) => state !== 'sent').length
          }
          open={open}
          onOpenChange={onOpenChange}
          leave={async () => {
            await client.leaveRoom(room.id)
            close()
            goTo('')
          }}
        />
      )}
    </>
  )
}
