import type { ChatClient } from '@chat/client'
import type { AnsweredMessage, RoomId } from '@chat/protocol'
import { Reply, X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { findQuoted } from './find-quoted.ts'
import { QuotedText } from './quoted-text.tsx'
import { isQuoteFolded } from './quotes-of.ts'

/** Whom and what one is answering, over the place where one writes. */
export function ReplyingTo({
  client,
  roomId,
  answered,
  cancel,
}: {
  client: ChatClient
  roomId: RoomId
  answered: AnsweredMessage
  cancel: () => void
}) {
  const view = useThrottledStore(client.room(roomId))
  const users = useStore(client.users)
  const me = useStore(client.me)
  const blocked = useStore(client.blocked)
  const connected = useStore(client.connection).status === 'connected'
  const { seq, authorId } = answered
  const ready = view.status === 'ready'

  // It is not among what is loaded where one comes back to it later, or goes elsewhere in the room meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection is a reason to try again
  useEffect(() => {
    if (ready) void client.loadQuoted(roomId, seq)
  }, [client, roomId, seq, ready, connected])

  const quoted = findQuoted(view, answered.id)
  const name = users.get(authorId)?.name ?? (authorId === me?.id ? me.name : 'Somebody')
  return (
    <section
      aria-label={`Replying to ${name}`}
      className="mb-1 flex items-center gap-2 rounded-md border border-line bg-surface py-0.5 ps-3 pe-0.5 text-muted text-sm"
    >
      <Reply aria-hidden="true" size="1rem" className="shrink-0" />
      <p className="flex min-w-0 flex-1 flex-col py-0.5 sm:flex-row sm:gap-1.5">
        <span className="max-w-full shrink-0 truncate sm:max-w-64">
          Replying to <bdi className="font-medium text-text">{authorId === me?.id ? 'yourself' : name}</bdi>
        </span>
        <QuotedText quoted={quoted} folded={isQuoteFolded(quoted, authorId, blocked)} />
      </p>
      <IconButton icon={X} label="Cancel reply" size="sm" onClick={cancel} />
    </section>
  )
}
