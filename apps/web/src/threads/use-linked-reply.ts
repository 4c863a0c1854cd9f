import type { ThreadView } from '@chat/client'
import type { Seq } from '@chat/protocol'
import { useEffect, useMemo } from 'react'
import type { LinkedMessage } from '../messages/use-linked-message.ts'
import { useSteps } from '../rooms/use-address.ts'

/**
 * The message of a thread that the address leads to, once it is in the view: pages are loaded until it is.
 *
 * @param loadBefore the page before what is loaded
 */
export function useLinkedReply(
  reply: Seq | undefined,
  { status, messages, hasMoreBefore, loadingBefore }: ThreadView,
  loadBefore: () => void,
): LinkedMessage | undefined {
  const steps = useSteps()
  // Whoever follows a link again wants to see it again.
  const linked = useMemo(() => (reply === undefined ? undefined : { seq: reply, steps }), [reply, steps])
  const first = messages[0]?.seq
  const missing = reply !== undefined && status === 'ready' && hasMoreBefore && first !== undefined && reply < first
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page may be the last that is missing, or not
  useEffect(() => {
    if (missing && !loadingBefore) loadBefore()
  }, [missing, loadingBefore, first, loadBefore])
  return missing ? undefined : linked
}
