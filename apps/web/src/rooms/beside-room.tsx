import type { ChatClient } from '@chat/client'
import type { RoomSummary, Seq } from '@chat/protocol'
import type { RefObject } from 'react'
import { Sheet } from '../design/sheet.tsx'
import type { Drafts } from '../messages/drafts.ts'
import type { MessageEdits } from '../messages/message-edits.ts'
import { PeoplePanel } from '../people/people-panel.tsx'
import { ThreadPanel } from '../threads/thread-panel.tsx'
import { roomAddress } from './open-room.ts'
import { goTo } from './use-address.ts'

/** What stands beside the conversation: an open thread, else the people. Where it is narrow, over it. */
export function BesideRoom({
  client,
  room,
  thread,
  reply,
  loading,
  drafts,
  edits,
  roomy,
  people,
  composer,
  closeSheet,
}: {
  client: ChatClient
  room: RoomSummary | undefined
  /** The place of the message on which the open thread hangs. */
  thread: Seq | undefined
  /** The place of the message in it that the address leads to. */
  reply: Seq | undefined
  loading: boolean
  drafts: Drafts
  edits: MessageEdits
  /** There is room beside the conversation. */
  roomy: boolean
  /** Somebody wants to see who is there. */
  people: boolean
  /** Where one writes in the room. */
  composer: RefObject<HTMLElement | null>
  closeSheet: () => void
}) {
  const roomId = room?.id
  const panel = room !== undefined && thread !== undefined && (
    <ThreadPanel
      key={roomId}
      client={client}
      room={room}
      seq={thread}
      reply={reply}
      drafts={drafts}
      edits={edits}
      beside={roomy}
      roomComposer={composer}
      close={() => goTo(roomAddress(room))}
    />
  )
  if (!roomy) {
    return (
      <>
        {panel}
        <Sheet title="People" side="end" open={people} onOpenChange={closeSheet}>
          <PeoplePanel client={client} roomId={roomId} className="flex-1" />
        </Sheet>
      </>
    )
  }
  if (panel) return panel
  if (!people || (!loading && room === undefined)) return null
  return <PeoplePanel client={client} roomId={roomId} className="w-60 shrink-0 border-line border-s" />
}
