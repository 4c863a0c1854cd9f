import type { ChatClient } from '@chat/client'
import type { RoomSummary, Seq } from '@chat/protocol'
import { ArrowLeft, Bell, BellOff, X } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { IconButton } from '../design/icon-button.tsx'
import { showNotice } from '../design/notices.ts'
import { useEscape } from '../design/use-escape.ts'
import { Composer } from '../messages/composer.tsx'
import type { Drafts } from '../messages/drafts.ts'
import { latestOwn } from '../messages/latest-own.ts'
import type { MessageEdits } from '../messages/message-edits.ts'
import { TimelineSkeleton } from '../messages/timeline-start.tsx'
import { roomTitle } from '../rooms/room-title.ts'
import { StatusLine } from '../rooms/status-line.tsx'
import { useCompletions } from '../rooms/use-completions.ts'
import { WritingPlace } from '../rooms/writing-place.tsx'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { TypingLine } from '../typing/typing-line.tsx'
import { useTellTyping } from '../typing/use-tell-typing.ts'
import { ThreadTimeline } from './thread-timeline.tsx'
import { useReturnFocus } from './use-return-focus.ts'

/** A thread: beside the timeline where there is room, else over it. */
export function ThreadPanel({
  client,
  room,
  seq,
  reply,
  drafts,
  edits,
  beside,
  roomComposer,
  close,
}: {
  client: ChatClient
  room: RoomSummary
  /** The place of the message on which it hangs. */
  seq: Seq
  /** The place of the message in it that the address leads to. */
  reply: Seq | undefined
  drafts: Drafts
  edits: MessageEdits
  beside: boolean
  roomComposer: RefObject<HTMLElement | null>
  close: () => void
}) {
  const roomId = room.id
  const view = useThrottledStore(client.openedThread(roomId))
  const { threads } = useThrottledStore(client.threads)
  const connected = useStore(client.connection).status === 'connected'
  const completions = useCompletions(client, room)
  const composer = useRef<HTMLTextAreaElement>(null)
  const panel = useRef<HTMLElement>(null)
  useReturnFocus(panel, roomComposer)
  const root = view?.root
  const thread = root && threads.get(root.id)
  useEffect(() => {
    client.openThread(roomId, seq)
    return () => client.closeThread(roomId)
  }, [client, roomId, seq])
  useTellTyping(client, root && roomId, root?.id)
  useEscape(close, { first: true })

  const follow = (on: boolean) => {
    if (root === undefined) return
    client.followThread(root.id, on).catch((error: unknown) => showNotice(explainRefusal(error)))
  }
  return (
    <aside
      ref={panel}
      aria-label="Thread"
      className={`flex min-h-0 flex-col bg-canvas ${beside ? 'w-96 shrink-0 border-line border-s' : 'fixed inset-0 z-10 pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)]'}`}
    >
      <header className="flex h-14 shrink-0 items-center gap-1 border-line border-b px-2">
        {!beside && <IconButton icon={ArrowLeft} label="Back to the room" onClick={close} />}
        <div className={`min-w-0 flex-1 ${beside ? 'ps-2' : ''}`}>
          <h2 className="font-semibold">Thread</h2>
          <p className="truncate text-muted text-xs">
            <bdi>{roomTitle(room)}</bdi>
          </p>
        </div>
        {thread && (
          <IconButton
            icon={thread.following ? Bell : BellOff}
            label={thread.following ? 'Stop following' : 'Follow'}
            onClick={() => follow(!thread.following)}
            disabled={!connected}
          />
        )}
        {beside && <IconButton icon={X} label="Close thread" onClick={close} />}
      </header>
      {view?.status === 'missing' ? (
        <p className="flex-1 px-4 py-6 text-muted">The message that this thread hangs on is not there.</p>
      ) : view === undefined || root === undefined ? (
        <div className="min-h-0 flex-1">
          <TimelineSkeleton />
        </div>
      ) : (
        <ThreadTimeline
          key={root.id}
          client={client}
          room={room}
          view={view}
          root={root}
          reply={reply}
          thread={thread}
          draft={drafts.of(root.id)}
          edits={edits}
          completions={completions}
          composer={composer}
        />
      )}
      {root !== undefined && (
        <div className="shrink-0 px-2 pt-2 pb-1 sm:px-4">
          <WritingPlace client={client} room={room}>
            <Composer
              key={root.id}
              label="Reply in thread"
              draft={drafts.of(root.id)}
              input={composer}
              // A phone would cover half of the page with its keyboard.
              focusFirst={matchMedia('(pointer: fine)').matches}
              completions={completions}
              send={(text) => client.send(roomId, text, { threadRoot: root.id })}
              setTyping={(typing) => client.setTyping(roomId, typing, root.id)}
              editLast={() => {
                const message = view && latestOwn(view, client.me.get()?.id)
                if (message !== undefined) edits.begin(message, composer.current)
                return message !== undefined
              }}
            />
          </WritingPlace>
          <div className="flex min-h-7 items-start gap-4">
            {/* Otherwise it is to be seen beside this. */}
            {!beside && !connected && <StatusLine client={client} room={room} />}
            <TypingLine client={client} roomId={roomId} threadRoot={root.id} />
          </div>
        </div>
      )}
    </aside>
  )
}
