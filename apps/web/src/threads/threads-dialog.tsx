import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary, Thread } from '@chat/protocol'
import { MessagesSquare } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ListSkeleton } from '../design/list-skeleton.tsx'
import { Modal } from '../design/modal.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { formatAgo } from '../design/time-format.ts'
import { saidText } from '../forwards/said-text.ts'
import { plainText } from '../markdown/plain-text.ts'
import { threadAddress } from '../rooms/open-room.ts'
import { roomTitle } from '../rooms/room-title.ts'
import { unreadCount } from '../rooms/unread-count.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { replyCountText } from './reply-count-text.ts'

/** The threads that one follows, the latest reply first. */
export function ThreadsDialog({
  client,
  open,
  onOpenChange,
}: {
  client: ChatClient
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Modal title="Threads" size="list" open={open} onOpenChange={onOpenChange}>
      <FollowedThreads client={client} close={() => onOpenChange(false)} />
    </Modal>
  )
}

interface Followed {
  readonly thread: Thread
  readonly root: Message
}

function FollowedThreads({ client, close }: { client: ChatClient; close: () => void }) {
  const rooms = useNamedRooms(client)
  const [list] = useState(() =>
    createPagedSearch<Followed>(
      async ({ cursor }) => {
        const page = await client.listThreads(cursor === undefined ? {} : { cursor })
        const byId = new Map(page.threads.map((thread) => [thread.rootId, thread]))
        const items = page.roots.flatMap((root) => {
          const thread = byId.get(root.id)
          return thread ? { thread, root } : []
        })
        return { items, cursor: page.cursor }
      },
      ({ root }) => root.id,
    ),
  )
  const found = useStore(list.found)
  const { threads } = useStore(client.threads)
  const connected = useStore(client.connection).status === 'connected'
  // Also when the connection is back: what failed without it is tried again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void list.search('')
  }, [list, connected])

  const { status, items, problem } = found
  if (status === 'loading' && items.length === 0) return <ListSkeleton label="Loading threads" />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {status === 'failed' && (
        <ListNotice text={problem ?? ''}>
          <Button onClick={() => void list.search('')}>Try again</Button>
        </ListNotice>
      )}
      {status === 'ready' && items.length === 0 && (
        <ListNotice text="You follow no thread yet. You do once you answer in one, or somebody mentions you there.">
          <MessagesSquare aria-hidden="true" size="1.75rem" className="-order-1 text-muted" />
        </ListNotice>
      )}
      {items.length > 0 && (
        <ul aria-label="Threads that you follow" className="px-3 py-2">
          {items.map(({ thread, root }) => (
            <FollowedThread
              key={root.id}
              client={client}
              root={root}
              thread={threads.get(root.id) ?? thread}
              room={rooms.find(({ id }) => id === root.roomId)}
              close={close}
            />
          ))}
        </ul>
      )}
      <ShowMore page={found} more={list.more} className="px-5 pb-4" />
    </div>
  )
}

function FollowedThread({
  client,
  root,
  thread,
  room,
  close,
}: {
  client: ChatClient
  root: Message
  thread: Thread
  room: RoomSummary | undefined
  close: () => void
}) {
  const author = useStore(client.users).get(root.authorId)
  const blocked = useStore(client.blocked)
  const name = author?.name ?? 'Somebody'
  const count = unreadCount(thread.unread)
  return (
    <li>
      <a
        href={threadAddress(root.roomId, root.seq)}
        onClick={close}
        className="flex items-start gap-3 rounded-md px-2 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Avatar userId={root.authorId} name={name} picture={author?.avatarUrl} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <bdi className="min-w-0 truncate font-semibold">{name}</bdi>
            {room !== undefined && (
              <span className="min-w-12 max-w-[60%] truncate text-muted text-xs">
                in <bdi>{roomTitle(room)}</bdi>
              </span>
            )}
          </span>
          <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
            {root.deletedAt !== undefined ? (
              <em className="text-muted">This message was deleted.</em>
            ) : blocked.has(root.authorId) ? (
              <em className="text-muted">From somebody you have blocked</em>
            ) : (
              plainText(saidText(root, blocked))
            )}
          </span>
          <span className="text-muted text-xs">
            {replyCountText(root.replyCount ?? 0)}
            {root.lastReplyAt !== undefined &&
              `, last reply ${formatAgo(root.lastReplyAt, Math.max(Date.now(), root.lastReplyAt))}`}
          </span>
        </span>
        {count !== undefined && (
          <span className="shrink-0 rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
            {count}
            <span className="sr-only"> unread</span>
          </span>
        )}
      </a>
    </li>
  )
}
