import { type ChatClient, RequestError, type RoomView } from '@chat/client'
import type { RoomId, Seq } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'

/** A message that somebody has followed a link to. Another object each time. */
export interface LinkedMessage {
  readonly seq: Seq
}

/** `shown`: it is in the view. The others say where it is, or why it is not there. */
export type LinkOutcome =
  /** While it is not current, what was said since is still to come in below. */
  | { readonly status: 'shown'; readonly current: boolean }
  /** It is in the thread under the message at this place. */
  | { readonly status: 'threaded'; readonly root: Seq }
  | { readonly status: 'missing' }
  | { readonly status: 'unreachable'; readonly problem: string }

/** Brings the linked message into the view, once there is one; without a link, the newest messages. */
export function useLinkedMessage(
  client: ChatClient,
  roomId: RoomId,
  linked: LinkedMessage | undefined,
  { status, connected }: { readonly status: RoomView['status']; readonly connected: boolean },
): LinkOutcome | undefined {
  const [known, setKnown] = useState<{ readonly linked: LinkedMessage; readonly outcome: LinkOutcome }>()
  const outcome = known !== undefined && known.linked === linked ? known.outcome : undefined
  const settled =
    outcome !== undefined && (outcome.status === 'shown' ? outcome.current : outcome.status !== 'unreachable')
  const present = linked === undefined

  useEffect(() => {
    if (present) client.showPresent(roomId)
  }, [client, roomId, present])

  // Also when the connection is back: what was out of reach without it, or not current, is looked for again.
  useEffect(() => {
    if (linked === undefined || settled || status === 'loading') return
    let wanted = true
    const tell = (outcome: LinkOutcome) => {
      if (wanted) setKnown({ linked, outcome })
    }
    find(client, roomId, linked.seq, connected).then(tell, (error: unknown) =>
      tell({ status: 'unreachable', problem: explain(error) }),
    )
    return () => {
      wanted = false
    }
  }, [client, roomId, linked, settled, status, connected])

  return outcome
}

async function find(client: ChatClient, roomId: RoomId, seq: Seq, connected: boolean): Promise<LinkOutcome> {
  if (await client.loadAround(roomId, seq)) return { status: 'shown', current: connected }
  const root = await client.threadAt(roomId, seq)
  return root === undefined ? { status: 'missing' } : { status: 'threaded', root }
}

function explain(error: unknown): string {
  const disconnected = error instanceof RequestError && error.code === 'DISCONNECTED'
  return disconnected ? 'It shows once there is a connection.' : explainRefusal(error)
}
