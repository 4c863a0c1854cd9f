import type { ChatClient } from '@chat/client'
import type { MessageId, RoomId } from '@chat/protocol'
import { useStore } from '../store/use-store.ts'
import { describeTypists } from './describe-typists.ts'

/**
 * Who is writing, in a line that is there anyway, so that nothing moves. It is not read out by itself: people begin and
 * stop all the time, and what they have written is.
 */
export function TypingLine({
  client,
  roomId,
  threadRoot,
}: {
  client: ChatClient
  roomId: RoomId
  /** The message in whose thread; undefined for the timeline. */
  threadRoot?: MessageId
}) {
  const users = useStore(client.users)
  const typists = describeTypists(
    useStore(client.typing(roomId, threadRoot)).map((id) => users.get(id)?.name ?? 'Somebody'),
  )
  if (typists === undefined) return null
  return (
    <p
      role="note"
      aria-label="Typing"
      className="flex h-7 min-w-0 flex-1 items-center justify-end text-muted text-sm motion-safe:animate-[appear_150ms]"
    >
      <bdi className="truncate">{typists.who}</bdi>
      <span className="shrink-0 whitespace-pre"> {typists.are} typing…</span>
    </p>
  )
}
