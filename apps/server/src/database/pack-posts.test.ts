import { MessageId, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Change, Outcome } from '../log/change.ts'
import type { PostMessage } from '../messages/post-message.ts'
import { packChange, packOutcome, unpackChange, unpackOutcome } from './pack-posts.ts'

const messageId = MessageId.parse(uuidv7())
const otherId = MessageId.parse(uuidv7())
const [roomId, actorId] = [RoomId.parse('general'), UserId.parse('alice')]
const plain: PostMessage = { kind: 'message.posted', roomId, actorId, messageId, text: 'hello' }
const message = { id: messageId, roomId, seq: 7, authorId: actorId, text: 'hello', sentAt: 1_000 }
const posted: Outcome = { status: 'applied', seq: 7, at: 1_000, state: { message } }

/** What the other thread gets. */
const cross = <Value>(value: Value): Value => structuredClone(value)

const changes: Change[] = [
  plain,
  { ...plain, threadRoot: otherId },
  { ...plain, replyTo: otherId },
  { ...plain, forwardOf: { messageId: otherId, roomId: undefined } },
  { ...plain, scheduled: true },
  { kind: 'message.deleted', roomId, actorId, messageId },
]

test.for(changes)('a change is the same on the other side: %o', (change) => {
  expect(unpackChange(cross(packChange(change)))).toStrictEqual(change)
})

const outcomes: Outcome[] = [
  posted,
  { ...posted, own: [] },
  { status: 'applied', seq: 7, at: 1_000, state: {} },
  { status: 'applied', seq: 7, at: 1_000, state: { message, shownTo: [actorId] } },
  { status: 'applied', seq: 7, at: 1_000, state: { message: { ...message, mentionsRoom: true } } },
  { status: 'applied', seq: 7, at: 1_000, state: { message: { ...message, text: 'cut' } } },
  { status: 'unchanged', seq: 7, at: 1_000 },
  { status: 'refused', code: 'NOT_FOUND', message: 'There is no such room.' },
]

test.for(outcomes)('an outcome is the same on the other side: %o', (outcome) => {
  expect(unpackOutcome(plain, cross(packOutcome(plain, outcome)))).toStrictEqual(outcome)
})

test('a message that is nothing but a text travels as its values', () => {
  expect(packChange(plain)).toEqual([roomId, actorId, messageId, 'hello'])
  expect(packOutcome(plain, posted)).toEqual([7, 1_000])
})
