import { RoomChanges, User } from '@chat/protocol'
import { expect, test } from 'vitest'
import { idOf, sampleMessage, sampleSummary } from '../test/samples.ts'
import { changesThreadMentions } from './unread-after.ts'

const room = sampleSummary('general', { head: 3, mentions: 1, mentionsInThreads: 1 })
const [ADA, BOB] = [User.shape.id.parse('ada'), User.shape.id.parse('bob')]
const reader = { me: ADA, blocked: new Set<User['id']>() }

/** A message in a thread came, or is another one than before. */
function inThread(seq: number, authorId: User['id']): RoomChanges {
  const messages = [{ ...sampleMessage(seq), authorId, threadRoot: idOf(1) }]
  return RoomChanges.parse({ roomId: 'general', from: 3, to: 4, head: 4, messages })
}

test.each([
  ['one answers there from another device, and has read it so', 4, ADA, true],
  ['one changes what one has written there', 2, ADA, false],
  ['somebody answers there and calls nobody', 4, BOB, false],
  ['somebody changes what they have written there', 2, BOB, true],
])('what calls one in a thread is counted again where %s', (_, seq, authorId, again) => {
  expect(changesThreadMentions(room, inThread(seq, authorId), reader)).toBe(again)
})

test('nothing is counted again where nothing calls one in a thread', () => {
  const quiet = sampleSummary('general', { head: 3 })
  expect(changesThreadMentions(quiet, inThread(4, ADA), reader)).toBe(false)
})
