import { RoomId, type RoomSummary, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { fakeMessage, fakeRoom, ME } from '../testing/fake-chat-client.ts'
import { forwardTargets } from './forward-targets.ts'

const [ada, bert, carol] = [UserId.parse('ada'), UserId.parse('bert'), UserId.parse('carol')]
const people = [
  { id: ada, name: 'Ada' },
  { id: bert, name: 'Bert' },
]
const used = (at: number, parts: Partial<RoomSummary>) =>
  fakeRoom({ lastMessage: fakeMessage(1, { sentAt: at }), ...parts })
const withOther = (at: number, name: string, other: UserId, memberCount: number) =>
  used(at, { id: RoomId.parse(`direct-${other}`), kind: 'direct', name, memberIds: [ME, other], memberCount })
const withAda = withOther(3, 'Ada', ada, 2)
const rooms = [
  used(1, { name: 'Kitchen' }),
  used(4, { name: 'Archive', archived: true }),
  used(5, { name: 'News', readOnly: true }),
  used(2, { name: 'Garden' }),
  withAda,
  withOther(6, 'Deleted account', UserId.parse('dan'), 1),
]
const names = (query: string, blocked: readonly UserId[] = []) =>
  forwardTargets({ rooms, people, me: ME, blocked: new Set(blocked) }, query).map(({ kind, name }) => `${kind} ${name}`)

it('are where one may write, what was used last first, and people one has no conversation with', () => {
  expect(names('')).toEqual(['room Ada', 'room Garden', 'room Kitchen', 'person Bert'])
})

it('are found by a part of the name, in any case', () => {
  expect(names(' DEN ')).toEqual(['room Garden'])
  expect(names('er')).toEqual(['person Bert'])
  expect(names('nowhere')).toEqual([])
})

it('are nobody whom one has blocked', () => {
  expect(names('', [ada, bert, carol])).toEqual(['room Garden', 'room Kitchen'])
})
