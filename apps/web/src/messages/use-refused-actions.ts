import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { type RefObject, useMemo } from 'react'
import { findQuoted } from '../replies/find-quoted.ts'
import type { Draft } from './drafts.ts'
import type { RefusedActions } from './message-state.tsx'

/** What one can do about messages that the server did not take. */
export function useRefusedActions(
  client: ChatClient,
  roomId: RoomId,
  { draft, composer }: { readonly draft: Draft | undefined; readonly composer: RefObject<HTMLElement | null> },
): RefusedActions {
  return useMemo<RefusedActions>(
    () => ({
      retry: (id) => void client.retry(id),
      discard: (id) => void client.discard(id),
      edit(id) {
        const view = client.room(roomId).get()
        const waiting = [...view.outbox, ...(client.openedThread(roomId).get()?.outbox ?? [])]
        const entry = waiting.find((candidate) => candidate.id === id)
        if (entry === undefined || draft === undefined) return
        // The text is safe in the draft before it leaves the outbox.
        draft.prepend(entry.text, entry.replyTo && findQuoted(view, entry.replyTo))
        void client.discard(id)
        composer.current?.focus()
      },
    }),
    [client, roomId, draft, composer],
  )
}
