import type { ChatClient } from '@chat/client'
import type { Forwarded } from '@chat/protocol'
import { Forward } from 'lucide-react'
import { formatExactly, formatWhen } from '../design/time-format.ts'
import { MessageText } from '../markdown/message-text.tsx'
import { TextPlace } from '../markdown/unfolded-code.tsx'
import { FoldedText } from '../messages/folded-text.tsx'
import { messageAddress } from '../rooms/open-room.ts'
import { roomTitle } from '../rooms/room-title.ts'
import { useStore } from '../store/use-store.ts'
import { useOriginal } from './use-original.ts'

/** What is needed of the client to show what a message passes on. */
export type ForwardReader = Pick<
  ChatClient,
  'users' | 'me' | 'rooms' | 'blocked' | 'connection' | 'readMessage' | 'onNotice'
>

/** What a message passes on: who wrote it, when, and for whoever is in that room where, with the way there. */
export function ForwardedMessage({
  client,
  forwarded,
  onOpened,
}: {
  client: ForwardReader
  forwarded: Forwarded
  /** Somebody goes to where it was written. */
  onOpened?: (() => void) | undefined
}) {
  const { authorId, text, sentAt, roomId, seq } = forwarded
  const me = useStore(client.me)
  const author = useStore(client.users).get(authorId)
  const room = useStore(client.rooms).find(({ id }) => id === roomId)
  const folded = useStore(client.blocked).has(authorId)
  return (
    <figure className="my-1 border-edge border-s-2 ps-3">
      <figcaption className="text-muted text-sm [overflow-wrap:anywhere]">
        <Forward aria-hidden="true" size="0.875rem" className="me-1.5 inline align-[-0.125em]" />
        Forwarded from{' '}
        <bdi className="font-medium text-text">{authorId === me?.id ? 'yourself' : (author?.name ?? 'somebody')}</bdi>
        {room !== undefined && (
          <>
            {' '}
            in{' '}
            <a
              href={messageAddress(roomId, seq)}
              onClick={onOpened}
              className="rounded-sm text-accent-text underline hover:no-underline"
            >
              {room.kind === 'direct' ? 'a direct conversation' : <bdi>{roomTitle(room)}</bdi>}
            </a>
          </>
        )}{' '}
        <time
          dateTime={new Date(sentAt).toISOString()}
          title={formatExactly(sentAt)}
          className="ms-0.5 whitespace-nowrap text-xs"
        >
          {formatWhen(sentAt, Date.now())}
        </time>
      </figcaption>
      <TextPlace value={`${roomId} ${seq}`}>
        {forwarded.private && text === '' ? (
          <PrivateText client={client} forwarded={forwarded} inside={room !== undefined} folded={folded} />
        ) : (
          <CopiedText text={text} folded={folded} />
        )}
      </TextPlace>
    </figure>
  )
}

function CopiedText({ text, folded }: { text: string; folded: boolean }) {
  if (text === '') return <Note>Its author is deleted, with all they wrote.</Note>
  const body = <MessageText text={text} />
  return folded ? <FoldedText>{body}</FoldedText> : body
}

/** What was written in private, for whoever is there too. */
function PrivateText({
  client,
  forwarded,
  inside,
  folded,
}: {
  client: ForwardReader
  forwarded: Forwarded
  inside: boolean
  folded: boolean
}) {
  const original = useOriginal(client, forwarded, inside)
  if (original.status === 'read') return <CopiedText text={original.text} folded={folded} />
  return <Note>{UNREAD[original.status]}</Note>
}

const UNREAD = {
  reading: 'Loading…',
  elsewhere: 'Written in private, where you are not.',
  deleted: 'This message was deleted.',
  unread: 'It can be read where it was written.',
}

function Note({ children }: { children: string }) {
  return <p className="text-muted italic">{children}</p>
}
