import type { MessageId } from '@chat/protocol'
import { Check, CheckCheck } from 'lucide-react'
import { ReadersTrigger } from './readers-trigger.tsx'

/** How far an own message has come that the server has: sent, or read. */
export function ReceiptSign({
  id,
  readBy,
  opensReaders,
}: {
  id: MessageId
  readBy: number
  /** Whether it opens the list of those who have read it. */
  opensReaders: boolean
}) {
  const Icon = readBy > 0 ? CheckCheck : Check
  const look = readBy > 0 ? 'text-accent-text' : 'text-muted'
  if (!opensReaders) {
    const state = readBy > 0 ? 'Read' : 'Sent'
    return (
      <span
        role="img"
        aria-label={state}
        title={state}
        className={`flex h-6 w-8 shrink-0 items-center justify-end ${look}`}
      >
        <Icon aria-hidden="true" size={14} />
      </span>
    )
  }
  const question = readBy > 0 ? `Read by ${readBy}` : 'Who has read this?'
  return (
    <ReadersTrigger
      messageId={id}
      aria-label={question}
      title={question}
      // A finger may miss the line by as much as it needs.
      className={`relative flex h-6 w-8 shrink-0 cursor-pointer after:absolute after:-inset-2 items-center justify-end gap-0.5 rounded-sm text-xs tabular-nums hover:underline ${look}`}
    >
      {readBy > 0 && readBy}
      <Icon aria-hidden="true" size={14} className="shrink-0" />
    </ReadersTrigger>
  )
}
