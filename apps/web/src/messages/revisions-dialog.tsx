import type { ChatClient } from '@chat/client'
import type { Message, MessageRevision } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { formatExactly } from '../design/time-format.ts'
import { MessageText } from '../markdown/message-text.tsx'

/** The texts that a message has had, the present one first. */
export function RevisionsDialog({
  client,
  message,
  open,
  onOpenChange,
  finalFocus,
}: {
  client: Pick<ChatClient, 'messageRevisions'>
  message: Pick<Message, 'id' | 'text' | 'editedAt' | 'deletedAt'>
  open: boolean
  onOpenChange: (open: boolean) => void
  finalFocus: () => HTMLElement | null
}) {
  return (
    <Modal
      title="Versions of this message"
      size="reading"
      open={open}
      onOpenChange={onOpenChange}
      finalFocus={finalFocus}
    >
      {message.deletedAt === undefined ? (
        <Versions client={client} message={message} />
      ) : (
        <p className="px-5 py-3 text-muted">This message was deleted.</p>
      )}
    </Modal>
  )
}

function Versions({
  client,
  message: { id, text, editedAt },
}: Pick<Parameters<typeof RevisionsDialog>[0], 'client' | 'message'>) {
  const [earlier, setEarlier] = useState<readonly MessageRevision[]>()
  const [problem, setProblem] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after another edit, and for another attempt
  useEffect(() => {
    let current = true
    client.messageRevisions(id).then(
      (revisions) => current && setEarlier(revisions),
      (error: unknown) => current && setProblem(explainRefusal(error)),
    )
    return () => {
      current = false
    }
  }, [client, id, editedAt, attempt])

  if (problem !== undefined && earlier === undefined) {
    return (
      <div role="alert" className="flex flex-col items-start gap-3 px-5 py-3">
        <p className="text-danger text-sm">{problem}</p>
        <Button
          onClick={() => {
            setProblem(undefined)
            setAttempt(attempt + 1)
          }}
        >
          Try again
        </Button>
      </div>
    )
  }
  return (
    <ol
      aria-label="Versions"
      aria-busy={earlier === undefined}
      className="flex flex-col gap-2 overflow-y-auto p-5 pt-2"
    >
      <Version text={text} at={editedAt} label="Now" />
      {earlier?.map((revision) => (
        <Version key={revision.replacedSeq} text={revision.text} at={revision.writtenAt} />
      ))}
      {earlier === undefined && <li className="pulse-quietly h-16 rounded-md bg-line" aria-label="Loading" />}
    </ol>
  )
}

function Version({ text, at, label }: { text: string; at: number | undefined; label?: string }) {
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <p className="mb-1 text-muted text-xs">
        {label !== undefined && <strong className="font-semibold text-text">{label}, since </strong>}
        {at !== undefined && <time dateTime={new Date(at).toISOString()}>{formatExactly(at)}</time>}
      </p>
      {text === '' ? <p className="text-muted italic">Without a comment</p> : <MessageText text={text} />}
    </li>
  )
}
