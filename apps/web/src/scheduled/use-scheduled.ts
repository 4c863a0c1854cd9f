import type { ChatClient } from '@chat/client'
import type { ScheduledMessage } from '@chat/protocol'
import { useMemo } from 'react'
import { useStore } from '../store/use-store.ts'

/** What is going to be sent, by time; before it what could not be. */
export function useScheduled(client: Pick<ChatClient, 'scheduled'>): readonly ScheduledMessage[] {
  const scheduled = useStore(client.scheduled)
  return useMemo(
    () =>
      [...scheduled.values()].sort(
        (one, other) => Number(hasFailed(other)) - Number(hasFailed(one)) || one.sendAt - other.sendAt,
      ),
    [scheduled],
  )
}

export function hasFailed({ failed }: ScheduledMessage): boolean {
  return failed !== undefined
}
