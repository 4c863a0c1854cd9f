import type { Message, Seq, UserId } from '@chat/protocol'
import { saidText } from '../forwards/said-text.ts'

const SPOKEN_CHARACTERS = 300

/** The messages of others that came after a position; none before anything was seen. */
export function arrivals(messages: readonly Message[], after: Seq | undefined, me: UserId | undefined): Message[] {
  if (after === undefined) return []
  return messages.filter(({ seq, authorId, deletedAt }) => seq > after && authorId !== me && deletedAt === undefined)
}

/** What a screen reader says when messages arrive: one in full, several as a number, and whether they call one. */
export function spokenArrivals(
  arrived: readonly Message[],
  nameOf: (id: UserId) => string,
  callsMe: (message: Message) => boolean = () => false,
  blocked?: ReadonlySet<UserId>,
): string {
  const [first] = arrived
  if (first === undefined) return ''
  const calling = arrived.filter(callsMe).length
  if (arrived.length > 1) return `${arrived.length} new messages${calling > 0 ? `, ${calling} of them for you` : ''}`
  return `${nameOf(first.authorId)}${calling > 0 ? ' mentions you' : ''}: ${[...saidText(first, blocked)].slice(0, SPOKEN_CHARACTERS).join('')}`
}
