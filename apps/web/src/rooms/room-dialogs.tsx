import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import type { ReactNode } from 'react'
import { useStill } from '../design/use-still.ts'
import { GoToDialog } from '../go-to/go-to-dialog.tsx'
import { KeysDialog } from '../keys/keys-dialog.tsx'
import { RoomNotifyDialog } from '../notifications/room-notify-dialog.tsx'
import { NewMessageDialog } from '../people/new-message-dialog.tsx'
import { useStore } from '../store/use-store.ts'
import { ThreadsDialog } from '../threads/threads-dialog.tsx'
import { BrowseRoomsDialog } from './browse-rooms-dialog.tsx'
import { CreateRoomDialog } from './create-room-dialog.tsx'
import { LeaveRoomDialog } from './leave-room-dialog.tsx'
import { roomAddress } from './open-room.ts'
import { RoomRuleDialogs } from './room-rule-dialogs.tsx'
import type { RoomRuleQuestion } from './room-rule-items.tsx'
import { goTo } from './use-address.ts'

/** What is asked about rooms, or was: the question stays what it was while it fades. */
export interface RoomQuestion {
  readonly about: 'create' | 'go-to' | 'keys' | 'browse' | 'leave' | 'write' | 'threads' | 'notify' | RoomRuleQuestion
  /** The room that was open when it was asked. */
  readonly room: RoomSummary | undefined
  readonly open: boolean
}

/** The questions about rooms: what a new one is to be, which one to join, what notifies, whether to leave, whom to write to. */
export function RoomDialogs({
  client,
  question,
  create,
  ask,
  close,
}: {
  client: ChatClient
  question: RoomQuestion
  create: () => void
  ask: (about: RoomRuleQuestion) => void
  close: () => void
}) {
  const { about, room, open } = question
  const isAsked = useStill(open ? question : undefined)
  const onOpenChange = (wanted: boolean) => {
    if (!wanted) close()
  }
  function leaveFor(address: string) {
    if (!isAsked()) return
    close()
    goTo(address)
  }
  const enter = (entered: RoomSummary) => leaveFor(roomAddress(entered))
  return (
    <>
      <CreateRoomDialog
        open={open && about === 'create'}
        onOpenChange={onOpenChange}
        create={client.createRoom}
        onCreated={enter}
      />
      <GoToDialog
        client={client}
        current={room?.id}
        open={open && about === 'go-to'}
        onOpenChange={onOpenChange}
        enter={enter}
      />
      <KeysDialog open={open && about === 'keys'} onOpenChange={onOpenChange} />
      <BrowseRoomsDialog
        client={client}
        open={open && about === 'browse'}
        onOpenChange={onOpenChange}
        enter={enter}
        create={create}
      />
      <NewMessageDialog client={client} open={open && about === 'write'} onOpenChange={onOpenChange} enter={enter} />
      <ThreadsDialog client={client} open={open && about === 'threads'} onOpenChange={onOpenChange} />
      {room !== undefined && (
        <CurrentRoom client={client} asked={room}>
          {(current) => (
            <>
              <RoomRuleDialogs client={client} about={about} room={current} open={open} close={close} ask={ask} />
              <RoomNotifyDialog
                client={client}
                room={current}
                open={open && about === 'notify'}
                onOpenChange={onOpenChange}
              />
            </>
          )}
        </CurrentRoom>
      )}
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
            leaveFor('/')
          }}
        />
      )}
    </>
  )
}

/** The room as it is now; as it was asked about, where one is not in it any more. */
function CurrentRoom({
  client,
  asked,
  children,
}: {
  client: ChatClient
  asked: RoomSummary
  children: (room: RoomSummary) => ReactNode
}) {
  const current = useStore(client.rooms).find(({ id }) => id === asked.id)
  return children(current ?? asked)
}
