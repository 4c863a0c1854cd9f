import type { QuotedMessage } from '@chat/protocol'
import { saidText } from '../forwards/said-text.ts'
import { MessageExcerpt } from '../markdown/message-excerpt.tsx'

/** What a message says that is answered, as far as one line has room for it. */
export function QuotedText({
  quoted,
  folded,
}: {
  /** Undefined where it is not known. */
  quoted: QuotedMessage | undefined
  /** Of somebody whom one has blocked. */
  folded: boolean
}) {
  if (folded) return <span className="min-w-0 truncate italic">From somebody you have blocked</span>
  if (quoted === undefined) return <span className="min-w-0 truncate italic">An earlier message</span>
  if (quoted.deletedAt !== undefined) return <span className="min-w-0 truncate italic">This message was deleted.</span>
  return (
    // A box of its own, so that it can run the other way than the name before it.
    <span dir="auto" className="min-w-0 truncate">
      <MessageExcerpt text={saidText(quoted)} />
    </span>
  )
}
