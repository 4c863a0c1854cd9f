import { Tooltip } from '@base-ui/react/tooltip'
import type { ChatClient } from '@chat/client'
import { useEffect, useRef, useState } from 'react'
import { NoticePlace } from '../design/notice-place.tsx'
import { Sheet } from '../design/sheet.tsx'
import { useEscape } from '../design/use-escape.ts'
import { useMediaQuery } from '../design/use-media-query.ts'
import { GoToEntry } from '../go-to/go-to-entry.tsx'
import { LaterDialog } from '../later/later-dialog.tsx'
import { LaterEntry } from '../later/later-entry.tsx'
import type { Drafts } from '../messages/drafts.ts'
import { createMessageEdits } from '../messages/message-edits.ts'
import { chooseNotify } from '../notifications/choose-notify.ts'
import { NotificationHint } from '../notifications/notification-hint.tsx'
import { WaitingSign } from '../notifications/waiting-sign.tsx'
import { peopleColumn } from '../people/people-column.ts'
import { PersonCard } from '../people/person-card.tsx'
import { PinsButton } from '../pins/pins-button.tsx'
import { markAllRead } from '../reads/mark-all-read.ts'
import { ReadersCard } from '../receipts/readers-card.tsx'
import { RemindDialog } from '../reminders/remind-dialog.tsx'
import { Account } from '../session/account.tsx'
import { useStore } from '../store/use-store.ts'
import { ThreadsEntry } from '../threads/threads-entry.tsx'
import { UpdateNotice } from '../update/update-notice.tsx'
import { BesideRoom } from './beside-room.tsx'
import { Conversation } from './conversation.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { NoRooms } from './no-rooms.tsx'
import { roomAddress } from './open-room.ts'
import { RemovedNotice } from './removed-notice.tsx'
import { RoomDialogs, type RoomQuestion } from './room-dialogs.tsx'
import { RoomHeader } from './room-header.tsx'
import { RoomList } from './room-list.tsx'
import { RoomMenu } from './room-menu.tsx'
import { RoomSign } from './room-sign.tsx'
import { roomTitle } from './room-title.ts'
import { Sidebar } from './sidebar.tsx'
import { favourite, hide } from './small-room-actions.ts'
import { goTo } from './use-address.ts'
import { useBlock } from './use-block.ts'
import { useNamedRooms } from './use-named-rooms.ts'
import { usePlace } from './use-place.ts'
import { useRemovedFrom } from './use-removed-from.ts'
import { useRoomKeys } from './use-room-keys.ts'

/** The main screen. Wide: rooms, conversation and people side by side; narrow: the conversation, the others on demand. */
export function RoomScreen({
  client,
  drafts,
  justJoined,
  signOut,
  resume,
}: {
  client: ChatClient
  drafts: Drafts
  justJoined: boolean
  signOut: () => Promise<void>
  resume: () => Promise<void>
}) {
  const composer = useRef<HTMLTextAreaElement>(null)
  const rooms = useNamedRooms(client)
  const place = usePlace(rooms)
  const removed = useRemovedFrom(client, place)
  const room = 'room' in place ? place.room : undefined
  const connected = useStore(client.connection).status === 'connected'
  const begun = useStore(client.drafts.begun)
  const notifyChoices = useStore(client.notifyChoices)
  const loading = rooms.length === 0 && !connected
  const roomsBeside = useMediaQuery('(min-width: 48rem)')
  const peopleBeside = useMediaQuery('(min-width: 64rem)')
  const peopleWanted = useStore(peopleColumn) === 'shown'
  const [sheet, setSheet] = useState<'rooms' | 'people'>()
  const closeSheet = () => setSheet(undefined)
  const [edits] = useState(() => createMessageEdits(client))
  const [question, setQuestion] = useState<RoomQuestion>({ about: 'browse', room: undefined, open: false })
  const ask = (about: RoomQuestion['about']) => {
    closeSheet()
    setQuestion({ about, room, open: true })
  }
  const create = () => ask('create')
  const browse = () => ask('browse')
  const leave = () => (room?.kind === 'direct' ? void hide(client, room) : ask('leave'))

  // A thread takes the place of the people; whoever asks for them wants that place back.
  const threadBeside = peopleBeside && room !== undefined && place.thread !== undefined
  function togglePeople(): void {
    if (threadBeside) goTo(roomAddress(room))
    if (peopleBeside) peopleColumn.set(peopleWanted && !threadBeside ? 'hidden' : 'shown')
    else setSheet('people')
  }

  const block = useBlock(client, room)
  const roomId = room?.id
  useEffect(() => {
    if (roomId !== undefined) client.openRoom(roomId)
  }, [client, roomId])

  useEscape((shift) => shift && markAllRead(client))

  // What was asked since stays open, where this comes late: of an answer.
  const close = () => setQuestion((latest) => (latest === question ? { ...latest, open: false } : latest))
  const dialogOf = (about: 'go-to' | 'keys') => {
    const open = question.open && question.about === about
    return { open, toggle: () => (open ? close() : ask(about)) }
  }
  useRoomKeys({ rooms, current: room, notifyChoices, dialogs: { k: dialogOf('go-to'), '/': dialogOf('keys') } })

  const sidebar = (
    <Sidebar
      rooms={
        <RoomList
          rooms={rooms}
          current={room}
          loading={loading}
          begun={begun}
          notifyChoices={notifyChoices}
          signOf={(entry) => <RoomSign client={client} room={entry} place="list" />}
          onChosen={closeSheet}
          create={create}
          browse={browse}
          write={() => ask('write')}
          goTo={<GoToEntry open={() => ask('go-to')} />}
          threads={<ThreadsEntry client={client} open={() => ask('threads')} />}
          later={<LaterEntry client={client} onOpened={closeSheet} />}
        />
      }
      account={<Account client={client} openKeys={() => ask('keys')} signOut={signOut} resume={resume} />}
    />
  )
  return (
    <Tooltip.Provider>
      <WaitingSign client={client} place={room && roomTitle(room)} />
      <div className="flex h-dvh pt-[env(safe-area-inset-top)] ps-[env(safe-area-inset-left)] pe-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)]">
        <button
          type="button"
          onClick={() => composer.current?.focus()}
          className="fixed start-2 top-2 z-10 rounded-md bg-accent px-3 py-2 font-medium text-on-accent text-sm not-focus:sr-only"
        >
          Skip to writing
        </button>
        {roomsBeside ? (
          <div className="flex w-60 shrink-0 border-line border-e">{sidebar}</div>
        ) : (
          <Sheet title="Rooms" side="start" open={sheet === 'rooms'} onOpenChange={closeSheet}>
            {sidebar}
          </Sheet>
        )}
        <main className="flex min-w-0 flex-1 flex-col">
          <UpdateNotice />
          <NotificationHint />
          <RemovedNotice {...removed} look="line" />
          <RoomHeader
            room={room}
            sign={room && <RoomSign client={client} room={room} place="header" />}
            loading={loading}
            menu={
              room !== undefined && (
                <>
                  <PinsButton key={room.id} client={client} room={room} />
                  <RoomMenu
                    room={room}
                    connected={connected}
                    favourite={(on) => void favourite(client, room, on)}
                    notifyChoice={notifyChoices.get(room.id)}
                    notify={() => ask('notify')}
                    unmute={() => void chooseNotify(client, room.id, { muted: false })}
                    leave={leave}
                    ask={ask}
                    block={block}
                  />
                </>
              )
            }
            peopleShown={peopleBeside ? peopleWanted && !threadBeside : sheet === 'people'}
            openRooms={roomsBeside ? undefined : () => setSheet('rooms')}
            togglePeople={togglePeople}
          />
          {loading || room !== undefined ? (
            <Conversation
              key={roomId}
              client={client}
              room={room}
              message={place.message}
              edits={edits}
              composer={composer}
              justJoined={justJoined}
              invite={() => ask('invite')}
            />
          ) : 'elsewhere' in place ? (
            <Elsewhere
              removed={removed}
              key={place.elsewhere}
              client={client}
              slug={place.elsewhere}
              connected={connected}
              browse={browse}
            />
          ) : (
            <NoRooms browse={browse} create={create} />
          )}
        </main>
        <BesideRoom
          client={client}
          room={room}
          thread={place.thread}
          reply={place.reply}
          loading={loading}
          drafts={drafts}
          edits={edits}
          roomy={peopleBeside}
          people={peopleBeside ? peopleWanted : sheet === 'people'}
          composer={composer}
          closeSheet={closeSheet}
        />
      </div>
      <NoticePlace />
      <PersonCard client={client} otherwise={composer} />
      <LaterDialog client={client} />
      <RemindDialog client={client} />
      <ReadersCard client={client} />
      <RoomDialogs client={client} question={question} create={create} ask={ask} close={close} />
    </Tooltip.Provider>
  )
}
