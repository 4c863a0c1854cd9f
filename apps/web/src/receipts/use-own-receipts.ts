import type { ChatClient, RoomView } from '@chat/client'
import { limits, type MessageId } from '@chat/protocol'
import { useMemo } from 'react'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { type OwnReceipt, ownReceipts, type ReceiptsKnown } from './own-receipts.ts'

/** What there is to show of who has read one's messages, kept current. */
export function useOwnReceipts(
  client: ChatClient,
  { roomId, messages }: Pick<RoomView, 'roomId' | 'messages'>,
  memberCount: number,
): ReadonlyMap<MessageId, OwnReceipt> {
  const reads = useThrottledStore(client.reads(roomId))
  const deliveries = useThrottledStore(client.deliveries(roomId))
  const me = useStore(client.me)
  const on = useStore(client.receiptsOn)
  const known = knownIn(memberCount, on)
  return useMemo(
    () => ownReceipts(messages, me?.id, { reads, deliveries }, known),
    [messages, me?.id, reads, deliveries, known],
  )
}

function knownIn(memberCount: number, on: boolean): ReceiptsKnown {
  if (!on || memberCount < 2) return 'never'
  if (memberCount === 2) return 'pair'
  return memberCount <= limits.receiptMembers ? 'told' : 'asked'
}
