import type { ChatClient, RoomDraft } from '@chat/client'
import type { RoomId, RoomSummary, Seq } from '@chat/protocol'
import type { RefObject } from 'react'
import { InviteHint } from '../invites/invite-hint.tsx'
import { Composer } from '../messages/composer.tsx'
import { DraftElsewhere } from '../messages/draft-elsewhere.tsx'
import { latestOwn } from '../messages/latest-own.ts'
import type { MessageEdits } from '../messages/message-edits.ts'
import { TimelineSkeleton } from '../messages/timeline-start.tsx'
import { useTellDrafts } from '../messages/use-tell-drafts.ts'
import { ReplyingTo } from '../replies/replying-to.tsx'
import { ScheduledHint } from '../scheduled/scheduled-hint.tsx'
import { tellScheduled } from '../scheduled/tell-scheduled.ts'
import { useStore } from '../store/use-store.ts'
import { TypingLine } from '../typing/typing-line.tsx'
import { useTellTyping } from '../typing/use-tell-typing.ts'
import { RoomTimeline } from './room-timeline.tsx'
import { roomTitle } from './room-title.ts'
import { StatusLine } from './status-line.tsx'
import { useCompletions } from './use-completions.ts'
import { WritingPlace } from './writing-place.tsx'

/** The middle of the screen: what was said, where one writes, and how the connection is. */
export function Conversation({
  client,
  room,
  message,
  edits,
  composer,
  justJoined,
  invite,
}: {
  client: ChatClient
  room: RoomSummary | undefined
  /** The place of the message that the address leads to. */
  message: Seq | undefined
  edits: MessageEdits
  composer: RefObject<HTMLTextAreaElement | null>
  justJoined: boolean
  /** Asks who else is to be in the room. */
  invite: () => void
}) {
  useTellTyping(client, room?.id)
  useTellDrafts(client, room?.id)
  const completions = useCompletions(client, room)
  return (
    <>
      {room === undefined ? (
        <div className="min-h-0 flex-1">
          <TimelineSkeleton />
        </div>
      ) : (
        <RoomTimeline
          client={client}
          room={room}
          message={message}
          edits={edits}
          completions={completions}
          composer={composer}
        />
      )}
      <div className="mx-auto w-full max-w-5xl shrink-0 px-2 pt-2 pb-1 sm:px-4">
        {room === undefined ? (
          <div aria-hidden="true" className="h-11.5 rounded-md border border-line" />
        ) : (
          <>
            <InviteHint client={client} room={room} invite={invite} />
            <ScheduledHint client={client} roomId={room.id} />
            <WritingPlace client={client} room={room}>
              <DraftElsewhere draft={client.drafts.of(room.id)} input={composer} />
              <Composer
                label={`Message ${roomTitle(room)}`}
                draft={client.drafts.of(room.id)}
                input={composer}
                // A phone would cover half of the page with its keyboard.
                focusFirst={justJoined || matchMedia('(pointer: fine)').matches}
                completions={completions}
                send={(text, replyTo) => client.send(room.id, text, replyTo && { replyTo })}
                schedule={async (text, sendAt, replyTo) => {
                  await client.schedule(room.id, text, sendAt, replyTo)
                  tellScheduled(sendAt)
                }}
                setTyping={(typing) => client.setTyping(room.id, typing)}
                editLast={() => {
                  const message = latestOwn(client.room(room.id).get(), client.me.get()?.id)
                  if (message !== undefined) edits.begin(message, composer.current)
                  return message !== undefined
                }}
                cancelReply={() => {
                  const draft = client.drafts.of(room.id)
                  const answers = draft.answered.get() !== undefined
                  draft.answer(undefined)
                  return answers
                }}
              >
                <DraftReply client={client} roomId={room.id} draft={client.drafts.of(room.id)} input={composer} />
              </Composer>
            </WritingPlace>
          </>
        )}
        <div className="flex items-start gap-4">
          <StatusLine client={client} room={room} />
          {room !== undefined && <TypingLine client={client} roomId={room.id} />}
        </div>
      </div>
    </>
  )
}

function DraftReply({
  client,
  roomId,
  draft,
  input,
}: {
  client: ChatClient
  roomId: RoomId
  draft: RoomDraft
  input: RefObject<HTMLTextAreaElement | null>
}) {
  const answered = useStore(draft.answered)
  if (answered === undefined) return null
  const cancel = () => {
    draft.answer(undefined)
    input.current?.focus()
  }
  return <ReplyingTo client={client} roomId={roomId} answered={answered} cancel={cancel} />
}
