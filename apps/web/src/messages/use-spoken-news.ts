import { isMentioned, type RoomView } from '@chat/client'
import type { Message, Seq, User, UserId } from '@chat/protocol'
import { useEffect, useRef } from 'react'
import { announce } from '../design/announce.ts'
import { arrivals, spokenArrivals } from './spoken-news.ts'

/**
 * Reads out what others write, and when an own message is refused. The timeline itself is no live region: it draws only
 * what is in sight, and scrolling would read old messages out.
 */
export function useSpokenNews(
  { messages, outbox }: Pick<RoomView, 'messages' | 'outbox'>,
  {
    me,
    users,
    blocked,
  }: {
    me: UserId | undefined
    users: ReadonlyMap<UserId, User>
    /** Nothing of what they write is read out. */
    blocked: ReadonlySet<UserId>
  },
): void {
  const heard = useRef<Seq>(undefined)
  useEffect(() => {
    const arrived = arrivals(messages, heard.current, me).filter(({ authorId }) => !blocked.has(authorId))
    // Looking back makes nothing that comes afterwards new.
    heard.current = Math.max(messages.at(-1)?.seq ?? 0, heard.current ?? 0) || undefined
    const callsMe = (message: Message) => isMentioned(message, { me, blocked })
    announce(spokenArrivals(arrived, (id) => users.get(id)?.name ?? 'Somebody', callsMe, blocked))
  }, [messages, me, users, blocked])

  const refused = outbox.findLast(({ state }) => state === 'refused')
  const reason = refused?.error?.message ?? ''
  const known = useRef(refused?.id)
  useEffect(() => {
    if (refused !== undefined && refused.id !== known.current) announce(`A message was not sent. ${reason}`)
    known.current = refused?.id
  }, [refused, reason])
}
