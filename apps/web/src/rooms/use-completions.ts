import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useMemo } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { emojiCompletion } from '../emoji/emoji-completion.ts'
import { mentionCompletion } from '../mentions/mention-completion.ts'

/** What one can write by its name in a room: emoji, and the people in it. */
export function useCompletions(client: ChatClient, room: RoomSummary | undefined): readonly CompletionSource[] {
  const { id, kind, role } = room ?? {}
  return useMemo(
    () =>
      id === undefined || kind === undefined || role === undefined
        ? [emojiCompletion]
        : [emojiCompletion, mentionCompletion(client, { id, kind, role })],
    [client, id, kind, role],
  )
}
