import type { ChatClient } from '@chat/client'
import type { MessageId } from '@chat/protocol'
import type { TimelineRow } from '../messages/timeline-rows.ts'

/** What one can do about the reactions of a room. */
export interface Reacting {
  readonly client: ChatClient
  /** False where one can only look. */
  readonly allowed: boolean
  set(messageId: MessageId, emoji: string, on: boolean): void
  /** Lets somebody choose an emoji. */
  choose(messageId: MessageId, anchor: HTMLElement): void
}

/** Whether one can react to a message. */
export function canReact({ deleted, state }: TimelineRow, { allowed }: Reacting): boolean {
  return allowed && !deleted && state === 'sent'
}
