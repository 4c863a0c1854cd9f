import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { announce } from '../design/announce.ts'
import { ForwardDialog } from '../forwards/forward-dialog.tsx'
import { forwardableOf } from '../forwards/forwarding.ts'
import { saidText } from '../forwards/said-text.ts'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { DeleteMessageDialog } from './delete-message-dialog.tsx'
import { RevisionsDialog } from './revisions-dialog.tsx'
import type { TimelineRow } from './timeline-rows.ts'

/** What is asked about a message, or was: the question stays what it was while it fades. */
export interface MessageQuestion {
  readonly about: 'delete' | 'revisions' | 'forward'
  readonly row: TimelineRow
  /** Where the focus returns. */
  readonly article: HTMLElement
  readonly open: boolean
}

/** The questions about messages: whether to delete one, how one was edited, where to forward one. */
export function MessageQuestions({
  client,
  roomId,
  question: { about, row, article, open },
  close,
}: {
  client: ChatClient
  roomId: RoomId
  question: MessageQuestion
  close: () => void
}) {
  const { messages } = useThrottledStore(client.room(roomId))
  const users = useStore(client.users)
  const onOpenChange = (wanted: boolean) => {
    if (!wanted) close()
  }
  const finalFocus = () => article
  if (about === 'revisions') {
    const message = messages.find(({ id }) => id === row.id)
    return (
      <RevisionsDialog
        client={client}
        message={message ?? row}
        open={open}
        onOpenChange={onOpenChange}
        finalFocus={finalFocus}
      />
    )
  }
  if (about === 'forward') {
    const message = forwardableOf(row, roomId)
    return message ? (
      <ForwardDialog
        client={client}
        message={message}
        open={open}
        onOpenChange={onOpenChange}
        finalFocus={finalFocus}
      />
    ) : null
  }
  return (
    <DeleteMessageDialog
      text={saidText(row)}
      authorName={
        row.own || row.authorId === undefined ? undefined : (users.get(row.authorId)?.name ?? 'somebody else')
      }
      open={open}
      onOpenChange={onOpenChange}
      finalFocus={finalFocus}
      remove={async () => {
        await client.deleteMessage(roomId, row.id)
        close()
        announce('Message deleted')
      }}
    />
  )
}
