import type { Message, MessageId, QuotedMessage } from '@chat/protocol'
import type { RoomWindow } from './room-window.ts'

/** What messages answer and is not loaded with them, by id, as it is now. A message is more than enough for it. */
export type QuotedMessages = ReadonlyMap<MessageId, QuotedMessage>

/** How many are kept before those are forgotten that nothing loaded answers. */
const MOST_QUOTED = 1_000

type Answering = Pick<Message, 'replyTo'>

/** What is loaded of a room. */
interface Loaded {
  readonly window: RoomWindow
  readonly past?: RoomWindow
  readonly quoted: QuotedMessages
}

/** What is known of quoted messages after these have come along with others. */
export function learnQuoted(known: QuotedMessages, quoted: readonly QuotedMessage[] = []): QuotedMessages {
  return quoted.length === 0 ? known : new Map([...known, ...quoted.map((one) => [one.id, one] as const)])
}

/**
 * What is known of them after messages have changed.
 *
 * @param isAnswered whether one that is not known is needed
 */
export function changeQuoted(
  known: QuotedMessages,
  changed: readonly Message[],
  isAnswered: (message: Message) => boolean,
): QuotedMessages {
  return learnQuoted(
    known,
    changed.filter((message) => known.has(message.id) || isAnswered(message)),
  )
}

/** The state with what its messages answer, also where that is loaded no more. */
export function rememberQuoted<State extends Loaded>(before: Loaded, after: State): State {
  const loaded = loadedIn(after)
  const wanted = quotedBy(loaded, loaded, [...before.quoted.values(), ...loadedIn(before)])
  const kept = after.quoted.size > MOST_QUOTED ? new Map() : after.quoted
  return { ...after, quoted: learnQuoted(kept, wanted) }
}

function loadedIn({ window, past }: Omit<Loaded, 'quoted'>): readonly Message[] {
  return past ? [...past.messages, ...window.messages] : window.messages
}

/**
 * What replies answer and is not shown with them.
 *
 * @param known out of these; later ones win
 */
export function quotedBy(
  replies: readonly Answering[],
  shown: readonly Message[],
  known: readonly QuotedMessage[],
): readonly QuotedMessage[] {
  const wanted = new Set(replies.flatMap(({ replyTo = [] }) => replyTo))
  for (const { id } of wanted.size > 0 ? shown : []) wanted.delete(id)
  if (wanted.size === 0) return []
  return [...new Map(known.flatMap((one) => (wanted.has(one.id) ? [[one.id, one]] : []))).values()]
}

/** What is known of a message that somebody answers. */
export function findAnswered(
  state: Loaded,
  isIt: (message: Pick<QuotedMessage, 'id' | 'seq'>) => boolean,
): QuotedMessage | undefined {
  return loadedIn(state).find(isIt) ?? [...state.quoted.values()].find(isIt)
}
