import type { ChatClient } from '@chat/client'
import type { ReadEpoch, RoomId, RoomKind, Seq } from '@chat/protocol'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useEscape } from '../design/use-escape.ts'
import { useLooking } from '../notifications/use-looking.ts'
import { JumpToUnread } from '../reads/jump-to-unread.tsx'
import { linePlace } from '../reads/line-place.ts'
import { useKeptUnread } from '../reads/use-kept-unread.ts'
import { useLanding } from '../reads/use-landing.ts'
import { useLineAbove } from '../reads/use-line-above.ts'
import { useUnreadLine } from '../reads/use-unread-line.ts'
import { useOwnReceipts } from '../receipts/use-own-receipts.ts'
import { useAttention } from '../store/use-attention.ts'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { JumpToPresent } from './jump-to-present.tsx'
import { LinkNotice } from './link-notice.tsx'
import { MessageList } from './message-list.tsx'
import type { RefusedActions } from './message-state.tsx'
import type { MessageTools } from './message-tools.ts'
import { timelineRows } from './timeline-rows.ts'
import { TimelineSkeleton, TimelineStart } from './timeline-start.tsx'
import { type LinkedMessage, useLinkedMessage } from './use-linked-message.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useScrollToLinked } from './use-scroll-to-linked.ts'
import { useSpokenNews } from './use-spoken-news.ts'
import { useTimelineScroll } from './use-timeline-scroll.ts'

/** A room's messages. Draws only what is in sight, and again only when this room changes. */
export const Timeline = memo(function Timeline({
  client,
  roomId,
  title,
  kind,
  memberCount,
  unread,
  lastReadSeq,
  readEpoch,
  actions,
  tools,
  linked,
  leaveLinked,
}: {
  client: ChatClient
  roomId: RoomId
  title: string
  kind: RoomKind
  memberCount: number
  unread: number
  lastReadSeq: Seq
  readEpoch: ReadEpoch
  actions: RefusedActions
  tools: MessageTools
  /** The message that the address leads to. */
  linked: LinkedMessage | undefined
  leaveLinked: () => void
}) {
  const view = useThrottledStore(client.room(roomId))
  const users = useStore(client.users)
  const me = useStore(client.me)
  const blocked = useStore(client.blocked)
  const connected = useStore(client.connection).status === 'connected'
  const rows = useMemo(() => timelineRows(view, me?.id, blocked), [view, me?.id, blocked])
  useSpokenNews(view, { me: me?.id, users, blocked })

  const receipts = useOwnReceipts(client, view, memberCount)

  const { hasMoreBefore, hasMoreAfter } = view
  const loadBefore = useCallback(() => {
    // What cannot be loaded now is asked for again on the next scroll, or once connected.
    if (hasMoreBefore && connected) client.loadBefore(roomId).catch(() => {})
  }, [client, roomId, hasMoreBefore, connected])
  const loadAfter = useCallback(() => {
    if (hasMoreAfter && connected) client.loadAfter(roomId).catch(() => {})
  }, [client, roomId, hasMoreAfter, connected])
  const outcome = useLinkedMessage(client, roomId, linked, { status: view.status, connected })
  const uncertain = outcome?.status === 'shown' && !outcome.current
  const scroll = useTimelineScroll(rows, { loadBefore, loadAfter, hasMoreAfter, uncertain })

  // Without a connection nobody knows what there is to read.
  const attended = useAttention()
  const here = attended && connected
  const list = useRef<VirtualizerHandle>(null)
  const landing = useLanding(
    { client, roomId, status: view.status, unread, lastReadSeq },
    { attended, here, wanted: linked === undefined },
    rows,
    list,
    scroll,
  )
  const inSight = here && scroll.atEnd && !landing.underWay
  useLooking(roomId, inSight)
  const kept = useKeptUnread({ id: roomId, readEpoch, unread }, connected)
  useMarkRead(client, roomId, view.messages.at(-1)?.seq, inSight && !kept)
  const line = useUnreadLine({ unread, lastReadSeq, readEpoch }, inSight)
  useEscape(() => {
    client.markRead(roomId)
    line.clear()
  })
  const place = useMemo(() => linePlace(rows, hasMoreBefore, line.after), [rows, hasMoreBefore, line.after])
  const firstNew = place?.first
  const lineAbove = useLineAbove(scroll.scroller, list, place)

  const { scroller } = scroll
  const rowCount = rows.length
  useEffect(() => {
    const element = scroller.current
    // A short page may leave room above itself, where nobody can scroll.
    if (rowCount >= 0 && element !== null && element.scrollHeight <= element.clientHeight) loadBefore()
  }, [scroller, rowCount, loadBefore])

  const edits = useStore(tools.edits)
  useEffect(() => tools.edits.dropDeleted(rows), [tools.edits, rows])
  const focus = useRowFocus(rows, scroller, edits)
  const shown = outcome?.status === 'shown' ? linked : undefined
  const threaded = outcome?.status === 'threaded' ? outcome.root : undefined
  useEffect(() => {
    if (threaded !== undefined && linked !== undefined) tools.threads?.openAt(threaded, linked.seq)
  }, [threaded, linked, tools.threads])
  const { leaveEnd, arrive, isAtEnd } = scroll
  const highlighted = useScrollToLinked(shown, rows, list, {
    scroller,
    leaveEnd,
    arrive,
    isAtEnd,
    keepDrawn: focus.lead,
    moreBelow: hasMoreAfter || uncertain,
  })
  return (
    <div className="relative min-h-0 flex-1">
      {view.status === 'loading' && rows.length === 0 ? (
        <TimelineSkeleton />
      ) : (
        <MessageList
          client={client}
          label="Messages"
          rows={rows}
          start={<TimelineStart title={title} kind={kind} hasMoreBefore={hasMoreBefore} empty={rows.length === 0} />}
          scroll={scroll}
          onScrolled={lineAbove.look}
          focus={focus}
          list={list}
          actions={actions}
          tools={tools}
          edits={edits}
          receipts={receipts}
          firstNew={firstNew}
          highlighted={highlighted}
        />
      )}
      {outcome !== undefined && <LinkNotice outcome={outcome} close={leaveLinked} />}
      {lineAbove.above && !landing.underWay && (outcome?.status ?? 'shown') === 'shown' && (
        <JumpToUnread
          jump={() => {
            if (place) landing.land(place.after)
          }}
        />
      )}
      {!scroll.atEnd && (
        <JumpToPresent
          newMessages={scroll.newMessages}
          jump={() => {
            landing.cancel()
            client.showPresent(roomId)
            scroll.jumpToEnd()
            leaveLinked()
          }}
        />
      )}
    </div>
  )
})
