import type { RoomId } from '@chat/protocol'
import type { TimelineRow } from '../messages/timeline-rows.ts'
import { messageAddress } from '../rooms/open-room.ts'
import { QuotedText } from './quoted-text.tsx'

/** What a message answers, above its text. Leads to where that was said. */
export function MessageQuote({
  roomId,
  authorName,
  quoted,
  quoteFolded,
  folded,
}: Pick<TimelineRow, 'quoted' | 'quoteFolded' | 'folded'> & {
  roomId: RoomId
  /** Who wrote that; undefined where the message answers nothing. */
  authorName: string | undefined
}) {
  if (authorName === undefined || folded) return null
  const content = (
    <>
      <span className="sr-only">In reply to </span>
      <bdi className="max-w-full shrink-0 truncate font-medium text-text sm:max-w-48">{authorName}</bdi>
      <span className="sr-only">: </span>
      <QuotedText quoted={quoted} folded={quoteFolded} />
    </>
  )
  const look =
    'mb-1 flex w-fit max-w-full flex-col rounded-e-sm border-edge border-s-2 ps-2 pe-1 text-muted text-sm sm:flex-row sm:gap-1.5'
  if (quoted === undefined) return <p className={look}>{content}</p>
  return (
    <a href={messageAddress(roomId, quoted.seq)} className={`${look} hover:border-accent-text hover:bg-hover`}>
      {content}
    </a>
  )
}
