import type { MessageId } from '@chat/protocol'

/** What is drawn of a message in the timeline, if it is. */
export function elementOf(timeline: HTMLElement | null, id: MessageId): HTMLElement | null {
  return timeline?.querySelector<HTMLElement>(`[data-message-id="${id}"]`) ?? null
}
