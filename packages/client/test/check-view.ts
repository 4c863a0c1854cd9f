import { limits, type Message } from '@chat/protocol'
import { expect } from 'vitest'
import type { RoomView } from '../src/chat-client.ts'

/** What is true at any moment: in order, without holes, nothing twice. */
export function checkView(view: RoomView, all: readonly Message[]): void {
  const [first] = view.messages
  const last = view.messages.at(-1)
  const ids = view.messages.map(({ id }) => id)
  const shown = new Set([...ids, ...view.outbox.map(({ id }) => id)])
  expect(shown.size).toBe(ids.length + view.outbox.length)
  if (!first || !last) return
  expect(ids).toEqual(all.filter(({ seq }) => seq >= first.seq && seq <= last.seq).map(({ id }) => id))
  expect(view.hasMoreBefore).toBe(first.seq > (all[0]?.seq ?? 0))
  expect(ids.length).toBeLessThanOrEqual(1_000 + limits.historyPage.max * 10)
}
