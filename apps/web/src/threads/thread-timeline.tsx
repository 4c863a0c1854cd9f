import type { ChatClient, ThreadView } from '@chat/client'
import type { Message, RoomSummary, Seq, Thread, UserId } from '@chat/protocol'
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { CompletionSource } from '../completion/completion-source.ts'
import type { Draft } from '../messages/drafts.ts'
import { JumpToPresent } from '../messages/jump-to-present.tsx'
import type { MessageEdits } from '../messages/message-edits.ts'
import { MessageList, useAuthors } from '../messages/message-list.tsx'
import { MessageRow } from '../messages/message-row.tsx'
import type { RefusedActions } from '../messages/message-state.tsx'
import type { MessageTools } from '../messages/message-tools.ts'
import { firstUnread, startOfDay, timelineRows } from '../messages/timeline-rows.ts'
import { useMessageTools } from '../messages/use-message-tools.tsx'
import { useRefusedActions } from '../messages/use-refused-actions.ts'
import { useRowFocus } from '../messages/use-row-focus.ts'
import { useScrollToLinked } from '../messages/use-scroll-to-linked.ts'
import { useSpokenNews } from '../messages/use-spoken-news.ts'
import { useTimelineScroll } from '../messages/use-timeline-scroll.ts'
import { useToday } from '../messages/use-today.ts'
import { useLooking } from '../notifications/use-looking.ts'
import { useUnreadLine } from '../reads/use-unread-line.ts'
import { findQuoted } from '../replies/find-quoted.ts'
import { useAttention } from '../store/use-attention.ts'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { replyCountText } from './reply-count-text.ts'
import { useLinkedReply } from './use-linked-reply.ts'

/** What a thread hangs on, and what was said in it. */
export function ThreadTimeline({
  client,
  room,
  view,
  root,
  reply,
  thread,
  draft,
  edits,
  completions,
  composer,
}: {
  client: ChatClient
  room: RoomSummary
  view: ThreadView
  root: Message
  reply: Seq | undefined
  /** What it is to whoever looks at it; undefined until known. */
  thread: Thread | undefined
  draft: Draft
  edits: MessageEdits
  completions: readonly CompletionSource[]
  composer: RefObject<HTMLElement | null>
}) {
  const users = useStore(client.users)
  const me = useStore(client.me)
  const blocked = useStore(client.blocked)
  const connected = useStore(client.connection).status === 'connected'
  const rows = useMemo(() => repliesOf(view, root, me?.id, blocked), [view, root, me?.id, blocked])
  useSpokenNews(view, { me: me?.id, users, blocked })

  const { hasMoreBefore, roomId } = view
  const loadBefore = useCallback(() => {
    if (hasMoreBefore && connected) client.loadThreadBefore(roomId).catch(() => {})
  }, [client, roomId, hasMoreBefore, connected])
  const scroll = useTimelineScroll(rows, { loadBefore, loadAfter: () => {}, hasMoreAfter: false })

  const inSight = useAttention() && scroll.atEnd && view.status === 'ready'
  useLooking(root.id, inSight && connected)
  const newest = view.messages.at(-1)?.seq
  const unread = (thread?.unread ?? 0) + (thread?.mentions ?? 0)
  useEffect(() => {
    if (inSight && newest !== undefined && unread > 0) client.markThreadRead(root.id, newest)
  }, [client, root.id, newest, inSight, unread])
  const line = useUnreadLine({ unread: thread?.unread ?? 0, lastReadSeq: thread?.readSeq ?? 0 }, inSight && connected)
  const firstNew = line.after === undefined ? undefined : firstUnread(rows, line.after)

  const begun = useStore(edits)
  useEffect(() => edits.dropDeleted(rows), [edits, rows])
  const focus = useRowFocus(rows, scroll.scroller, begun)
  const list = useRef<VirtualizerHandle>(null)
  const linked = useLinkedReply(reply, view, loadBefore)
  const { scroller, leaveEnd, arrive, isAtEnd } = scroll
  const highlighted = useScrollToLinked(linked, rows, list, {
    scroller,
    leaveEnd,
    arrive,
    isAtEnd,
    keepDrawn: focus.lead,
  })
  const actions = useRefusedActions(client, roomId, { draft, composer })
  const { tools, questions } = useMessageTools(client, room, edits, completions)
  return (
    <div className="relative min-h-0 flex-1">
      <MessageList
        client={client}
        label="Thread"
        rows={rows}
        start={<ThreadStart client={client} view={view} root={root} actions={actions} tools={tools} edits={edits} />}
        scroll={scroll}
        list={list}
        focus={focus}
        highlighted={highlighted}
        actions={actions}
        tools={tools}
        edits={begun}
        firstNew={firstNew}
      />
      {!scroll.atEnd && <JumpToPresent newMessages={scroll.newMessages} jump={scroll.jumpToEnd} />}
      {questions}
    </div>
  )
}

/** What was said in the thread; the day stands above its root where it is the same. */
function repliesOf(view: ThreadView, root: Message, me: UserId | undefined, blocked: ReadonlySet<UserId>) {
  const [first, ...rest] = timelineRows(view, me, blocked)
  if (first?.day !== startOfDay(root.sentAt)) return first === undefined ? [] : [first, ...rest]
  return [{ ...first, day: undefined }, ...rest]
}

/** The message that the thread hangs on, above everything in it. */
function ThreadStart({
  client,
  view: { status, hasMoreBefore },
  root,
  actions,
  tools,
  edits,
}: {
  client: ChatClient
  view: ThreadView
  root: Message
  actions: RefusedActions
  tools: MessageTools
  edits: MessageEdits
}) {
  const me = useStore(client.me)
  const blocked = useStore(client.blocked)
  const begun = useStore(edits)
  const authorOf = useAuthors(client)
  const today = useToday()
  const room = useThrottledStore(client.room(root.roomId))
  const answered = root.replyTo && findQuoted(room, root.replyTo)
  const quoted = new Map(answered ? [[answered.id, answered]] : [])
  const [row] = timelineRows({ messages: [root], outbox: [], quoted }, me?.id, blocked)
  if (row === undefined) return null
  return (
    <>
      <MessageRow
        {...row}
        {...authorOf(row)}
        me={me?.id}
        today={today}
        actions={actions}
        tools={tools}
        edit={begun.get(row.id)}
        tabStop
        onPressed={() => {}}
      />
      <div className="ms-[3px] flex items-center gap-3 ps-2 pt-2 text-muted text-xs sm:ps-3">
        <span>{root.replyCount === undefined ? 'No replies yet' : replyCountText(root.replyCount)}</span>
        <span className="h-px flex-1 bg-line" />
      </div>
      {(hasMoreBefore || status === 'loading') && (
        <p className="px-3 py-2 text-muted text-sm">Loading earlier replies …</p>
      )}
    </>
  )
}
