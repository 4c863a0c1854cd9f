import { limits, type Message, type QuotedMessage } from '@chat/protocol'
import { expect } from 'vitest'
import type { RoomView } from '../src/chat-client.ts'
import { toQuoted } from './model-quotes.ts'

/** What is true at any moment: in order, without holes, nothing twice. */
export function checkView(view: RoomView, all: readonly Message[]): void {
  const [first] = view.messages
  const last = view.messages.at(-1)
  const ids = view.messages.map(({ id }) => id)
  const shown = new Set([...ids, ...view.outbox.map(({ id }) => id)])
  expect(shown.size).toBe(ids.length + view.outbox.length)
  checkAnswered(view, all)
  if (!first || !last) return
  expect(ids).toEqual(all.filter(({ seq }) => seq >= first.seq && seq <= last.seq).map(({ id }) => id))
  expect(view.hasMoreBefore).toBe(first.seq > (all[0]?.seq ?? 0))
  expect(ids.length).toBeLessThanOrEqual(1_000 + limits.historyPage.max * 10)
}

/** What a message answers is always there to be shown. */
function checkAnswered(view: RoomView, all: readonly Message[]): void {
  const bySeq = new Map(all.map((message) => [message.id, message.seq]))
  for (const quoted of quotesIn(view)) expect(quoted && bySeq.get(quoted.id)).toBe(quoted?.seq ?? 'known')
}

/**
 * What messages answer shows as it is now.
 *
 * @returns how many of them are not loaded
 */
export function checkQuotes(view: RoomView, all: readonly Message[]): number {
  const now = new Map(all.map((message) => [message.id, toQuoted(message)]))
  const quotes = quotesIn(view).map((quoted) => quoted && toQuoted(quoted))
  for (const quoted of quotes) expect(quoted && now.get(quoted.id)).toEqual(quoted ?? 'known')
  return quotes.filter((quoted) => !view.messages.some(({ id }) => id === quoted?.id)).length
}

/** What each reply answers, as the view shows it. */
function quotesIn({ messages, quoted }: RoomView): (QuotedMessage | undefined)[] {
  const loaded = new Map(messages.map((message) => [message.id, message]))
  return messages.flatMap(({ replyTo }) => (replyTo === undefined ? [] : [loaded.get(replyTo) ?? quoted.get(replyTo)]))
}
