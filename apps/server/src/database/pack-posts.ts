import type { Message, MessageId, RoomId, Seq, Timestamp, UserId } from '@chat/protocol'
import type { Change, Outcome } from '../log/change.ts'

/**
 * Most of what goes to the writer thread and back is messages that are nothing but a text. Those travel as little more
 * than their values: cloning objects between threads costs as much as writing what is in them.
 */
export type PackedChange = Change | readonly [roomId: RoomId, actorId: UserId, messageId: MessageId, text: string]

/** The place of such a message is all that the writer thread has to say of it. */
export type PackedOutcome = Outcome | readonly [seq: Seq, at: Timestamp]

export function packChange(change: Change): PackedChange {
  if (change.kind !== 'message.posted') return change
  const { kind, roomId, actorId, messageId, text, ...more } = change
  return countKeys(more) > 0 ? change : [roomId, actorId, messageId, text]
}

export function unpackChange(packed: PackedChange): Change {
  if ('kind' in packed) return packed
  const [roomId, actorId, messageId, text] = packed
  return { kind: 'message.posted', roomId, actorId, messageId, text }
}

/** @param change whose outcome it is */
export function packOutcome(change: Change | undefined, outcome: Outcome): PackedOutcome {
  if (change?.kind !== 'message.posted' || outcome.status !== 'applied' || outcome.own) return outcome
  const { seq, at, state } = outcome
  const { message } = state
  const isMore = !message || countKeys(state) > 1 || countKeys(message) > PLAIN_KEYS || message.text !== change.text
  return isMore ? outcome : [seq, at]
}

/** @param change whose outcome it is */
export function unpackOutcome(change: Change | undefined, packed: PackedOutcome): Outcome {
  if ('status' in packed) return packed
  if (change?.kind !== 'message.posted') throw new Error('Only what posts a message has its place as its outcome')
  const [seq, at] = packed
  const { messageId: id, roomId, actorId: authorId, text } = change
  const message: Message = { id, roomId, seq, authorId, text, sentAt: at }
  return { status: 'applied', seq, at, state: { message } }
}

/** What the change and its place say: id, roomId, seq, authorId, text, sentAt. */
const PLAIN_KEYS = 6

function countKeys(object: object): number {
  return Object.keys(object).length
}
