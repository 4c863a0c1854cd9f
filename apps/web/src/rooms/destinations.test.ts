import { RoomId, type RoomSummary, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { fakeMessage, fakeRoom, ME } from '../testing/fake-chat-client.ts'
import { findDestinations, roomAt } from './destinations.ts'

const room = (name: string, at: number, parts: Partial<RoomSummary> = {}) =>
  fakeRoom({ id: RoomId.parse(name.replaceAll(' ', '-')), name, lastMessage: fakeMessage(1, { sentAt: at }), ...parts })
const people = [
  { id: UserId.parse('ann'), name: 'Ann' },
  { id: UserId.parse('bo'), name: 'Bo' },
]
const rooms = [room('Planning', 3), room('Annual report', 1), room('The annex', 2)]
const names = (query: string) =>
  findDestinations({ rooms, people, me: ME, blocked: new Set() }, query).map(({ name }) => name)

it('what begins with the words comes first, then where a word does, then the rest, and people behind', () => {
  expect(names('ann')).toEqual(['Annual report', 'The annex', 'Planning', 'Ann'])
})

it('without words, what was used last comes first', () => {
  expect(names('')).toEqual(['Planning', 'The annex', 'Annual report', 'Ann', 'Bo'])
})

it('with somebody one has no conversation with, one begins', async () => {
  const begun = room('begun', 0)
  const asked: unknown[] = []
  const client = {
    async createRoom(wanted: unknown) {
      asked.push(wanted)
      return begun
    },
  }
  const [planning] = findDestinations({ rooms, people, me: ME, blocked: new Set() }, 'planning')
  const [bo] = findDestinations({ rooms, people, me: ME, blocked: new Set() }, 'bo')
  if (!planning || !bo) throw new Error('They are not found')
  expect(await roomAt(client, planning)).toBe(rooms[0])
  expect(asked).toEqual([])
  expect(await roomAt(client, bo)).toBe(begun)
  expect(asked).toEqual([{ kind: 'direct', memberIds: ['bo'] }])
})
