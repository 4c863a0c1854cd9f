import type { Forwarded, Mention } from '@chat/protocol'
import type { ReactNode } from 'react'
import { ForwardedMessage, type ForwardReader } from '../forwards/forwarded-message.tsx'
import { MessageText } from '../markdown/message-text.tsx'
import { useStore } from '../store/use-store.ts'
import { FoldedText } from './folded-text.tsx'

/** What a message says itself, and under that what it passes on. */
export function MessageBody({
  client,
  message: { text, mentions, mentionsRoom = false, forwarded },
  folded,
  end,
  onOpened,
}: {
  client: ForwardReader
  message: {
    readonly text: string
    readonly mentions?: readonly Mention[] | undefined
    readonly mentionsRoom?: boolean | undefined
    readonly forwarded?: Forwarded | undefined
  }
  /** Of somebody whom one has blocked. */
  folded: boolean
  /** What stands behind the text. */
  end?: ReactNode
  /** Somebody goes to where that was written what it passes on. */
  onOpened?: () => void
}) {
  const me = useStore(client.me)?.id
  const body = (
    <>
      {text !== '' && <MessageText text={text} mentions={mentions} mentionsRoom={mentionsRoom} me={me} end={end} />}
      {forwarded && <ForwardedMessage client={client} forwarded={forwarded} onOpened={onOpened} />}
      {text === '' && end}
    </>
  )
  return folded ? <FoldedText>{body}</FoldedText> : body
}
