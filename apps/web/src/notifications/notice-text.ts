import type { RoomSummary } from '@chat/protocol'
import { plainText } from '../markdown/plain-text.ts'
import { roomTitle } from '../rooms/room-title.ts'
import { inertName, inertText } from './inert-text.ts'

/** As much of a message as a notification has room for. */
const CHARACTERS = 200

export interface NoticeText {
  readonly title: string
  readonly body: string
}

/** What a notification of a room, or of a thread in it, says: who wrote what, and how many there are by now. Plain text and nothing else. */
export function roomNoticeText({
  room,
  inThread,
  author,
  text,
  mentions,
  count,
}: {
  /** A direct conversation is called like the other people in it. */
  room: Pick<RoomSummary, 'kind' | 'name'>
  inThread: boolean
  author: string
  /** The latest message, as it was written. */
  text: string
  mentions: boolean
  count: number
}): NoticeText {
  const who = inertName(author)
  const place = `${inThread ? 'a thread in ' : ''}${inertName(roomTitle(room))}`
  const alone = room.kind === 'direct' && room.name === author && !inThread
  const said = inertText(plainText(text), CHARACTERS)
  if (count > 1) {
    return {
      title: `${count} new messages ${alone ? `from ${who}` : `in ${place}`}`,
      body: alone ? said : `${who}: ${said}`,
    }
  }
  const does = mentions ? `${who} mentions you` : who
  return { title: alone ? does : `${does} in ${place}`, body: said }
}

/** What a notification says of all that came while nobody was connected. */
export function missedNoticeText(count: number, rooms: readonly Pick<RoomSummary, 'kind' | 'name'>[]): NoticeText {
  const messages = `${count} new ${count === 1 ? 'message' : 'messages'}`
  const [only, ...more] = rooms
  const places = rooms.map((room) => inertName(roomTitle(room)))
  if (only !== undefined && more.length === 0)
    return { title: `${messages} in ${places[0]}`, body: 'While you were away.' }
  return { title: `${messages} in ${rooms.length} rooms`, body: inertText(places.join(', '), CHARACTERS) }
}

/** What a notification says of messages of which one wanted to be reminded. */
export function dueNoticeText(
  due: readonly {
    readonly author: string | undefined
    readonly room: Pick<RoomSummary, 'kind' | 'name'> | undefined
    /** Empty where there is nothing to be said. */
    readonly text: string
  }[],
): NoticeText {
  const places = due.map(({ author = 'Somebody', room }) => {
    const who = inertName(author)
    return room === undefined || (room.kind === 'direct' && room.name === author)
      ? who
      : `${who} in ${inertName(roomTitle(room))}`
  })
  const [only, ...more] = due
  if (only === undefined || more.length > 0) {
    return { title: `${due.length} reminders are due`, body: inertText([...new Set(places)].join(', '), CHARACTERS) }
  }
  return {
    title: `Reminder: ${places[0]}`,
    body: inertText(plainText(only.text), CHARACTERS) || 'A message that you wanted to come back to.',
  }
}
