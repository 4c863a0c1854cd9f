import type { ChatClient } from '@chat/client'
import type { AnsweredMessage, RoomSummary, Seq } from '@chat/protocol'
import { type RefObject, useCallback, useMemo } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { DateDialog } from '../dates/date-dialog.tsx'
import type { MessageEdits } from '../messages/message-edits.ts'
import { Timeline } from '../messages/timeline.tsx'
import { useMessageTools } from '../messages/use-message-tools.tsx'
import { useRefusedActions } from '../messages/use-refused-actions.ts'
import { useThreadTools } from '../threads/use-thread-tools.ts'
import { roomAddress } from './open-room.ts'
import { roomTitle } from './room-title.ts'
import { goTo, useSteps } from './use-address.ts'

/** The timeline of a room, and what one can do about its messages. */
export function RoomTimeline({
  client,
  room,
  message,
  edits,
  completions,
  composer,
}: {
  client: ChatClient
  room: RoomSummary
  /** The place of the message that the address leads to. */
  message: Seq | undefined
  edits: MessageEdits
  completions: readonly CompletionSource[]
  composer: RefObject<HTMLTextAreaElement | null>
}) {
  const roomId = room.id
  const actions = useRefusedActions(client, roomId, { draft: client.drafts.of(roomId), composer })
  const steps = useSteps()
  // Whoever follows a link again wants to see it again.
  const linked = useMemo(() => (message === undefined ? undefined : { seq: message, steps }), [message, steps])
  const address = roomAddress(room)
  const leaveLinked = useCallback(() => {
    if (message !== undefined) goTo(address)
  }, [message, address])
  const answer = useCallback(
    (message: AnsweredMessage) => {
      client.drafts.of(roomId).answer(message)
      composer.current?.focus()
    },
    [client, roomId, composer],
  )
  const threads = useThreadTools(client, roomId)
  const { tools, questions } = useMessageTools(client, room, edits, completions, { answer, threads })
  return (
    <>
      <Timeline
        client={client}
        roomId={roomId}
        title={roomTitle(room)}
        kind={room.kind}
        memberCount={room.memberCount}
        unread={room.unread}
        lastReadSeq={room.lastReadSeq}
        readEpoch={room.readEpoch ?? 0}
        actions={actions}
        tools={tools}
        linked={linked}
        leaveLinked={leaveLinked}
      />
      {questions}
      <DateDialog client={client} roomId={roomId} />
    </>
  )
}
