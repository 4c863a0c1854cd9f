import type { MessageId } from '@chat/protocol'
import { Check, CheckCheck } from 'lucide-react'
import type { OwnReceipt } from './own-receipts.ts'
import { ReadersTrigger } from './readers-trigger.tsx'

/** How far an own message has come that the server has: one tick sent, two delivered, two in a disc read. */
export function ReceiptSign({ id, readBy, deliveredTo, opensReaders }: OwnReceipt & { id: MessageId }) {
  const read = readBy > 0
  const Icon = read || deliveredTo > 0 ? CheckCheck : Check
  const look = read ? 'text-accent-text' : 'text-muted'
  // Not by its colour alone.
  const sign = (
    <span className={read ? 'rounded-full bg-accent p-px text-on-accent' : ''}>
      <Icon aria-hidden="true" size="0.875rem" className="shrink-0" />
    </span>
  )
  if (!opensReaders) {
    const state = stateOf(readBy, deliveredTo)
    return (
      <span
        role="img"
        aria-label={state}
        title={state}
        className={`flex h-(--base-line) w-8 shrink-0 items-center justify-end ${look}`}
      >
        {sign}
      </span>
    )
  }
  const question = read ? `Read by ${readBy}` : 'Who has read this?'
  return (
    <ReadersTrigger
      messageId={id}
      aria-label={question}
      title={question}
      // A finger may miss the line by as much as it needs.
      className={`relative flex h-(--base-line) w-8 shrink-0 cursor-pointer after:absolute after:-inset-2 items-center justify-end gap-0.5 rounded-sm text-xs tabular-nums hover:underline ${look}`}
    >
      {read && readBy}
      {sign}
    </ReadersTrigger>
  )
}

function stateOf(readBy: number, deliveredTo: number): string {
  if (readBy > 0) return 'Read'
  return deliveredTo > 0 ? 'Delivered' : 'Sent'
}
