import { TextPlace } from '../markdown/unfolded-code.tsx'
import { PinSign } from '../pins/pin-sign.tsx'
import { ReactionChips } from '../reactions/reaction-chips.tsx'
import type { OwnReceipt } from '../receipts/own-receipts.ts'
import { ReceiptSign } from '../receipts/receipt-sign.tsx'
import { ThreadLine } from '../threads/thread-line.tsx'
import { DeletedText } from './deleted-text.tsx'
import { EditedMark } from './edited-mark.tsx'
import { MessageBody } from './message-body.tsx'
import type { MessageTools } from './message-tools.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What a message says and what has become of it: who reacted, what hangs on it, how far it has come. */
export function MessageContent({
  row,
  tools,
  showRevisions,
  receipt,
}: {
  row: TimelineRow
  tools: MessageTools
  showRevisions: () => void
  receipt: OwnReceipt
}) {
  return (
    <div className="flex items-end gap-1">
      <div className="min-w-0 flex-1">
        {row.deleted ? (
          <DeletedText byModerator={row.deletedByModerator} />
        ) : (
          <TextPlace value={row.id}>
            <MessageBody
              client={tools.client}
              message={row}
              folded={row.folded}
              end={row.editedAt !== undefined && <EditedMark at={row.editedAt} show={showRevisions} />}
            />
          </TextPlace>
        )}
        {row.pinnedAt !== undefined && <PinSign at={row.pinnedAt} />}
        {row.reactions.length > 0 && (
          <ReactionChips messageId={row.id} reactions={row.reactions} reacting={tools.reacting} />
        )}
        {row.seq !== undefined && row.replyCount !== undefined && tools.threads && (
          <ThreadLine
            seq={row.seq}
            replyCount={row.replyCount}
            lastReplyAt={row.lastReplyAt}
            repliers={row.repliers}
            tools={tools.threads}
          />
        )}
      </div>
      {row.own && row.state === 'sent' && !row.deleted && <ReceiptSign id={row.id} {...receipt} />}
    </div>
  )
}
