import { expect, test } from 'vitest'
import { fakeMessage, fakeRoom } from '../testing/fake-chat-client.ts'
import { roomSections } from './room-sections.ts'

test('favourites stand by themselves, rooms by name, conversations by what was said last', () => {
  const direct = (name: string, seq?: number) =>
    fakeRoom({ kind: 'direct', name, ...(seq !== undefined && { lastMessage: fakeMessage(seq) }) })
  const {
    favourites,
    rooms,
    direct: conversations,
  } = roomSections([
    direct('Ada', 3),
    fakeRoom({ name: 'kitchen' }),
    direct('Cleo', 7),
    direct('Bert'),
    fakeRoom({ name: 'art', kind: 'private' }),
    fakeRoom({ name: 'zoo', favourite: true }),
    { ...direct('Dora', 9), favourite: true },
  ])
  expect(favourites.map(({ name }) => name)).toEqual(['Dora', 'zoo'])
  expect(rooms.map(({ name }) => name)).toEqual(['art', 'kitchen'])
  // One that was opened a moment ago and has nothing in it yet is the latest.
  expect(conversations.map(({ name }) => name)).toEqual(['Bert', 'Cleo', 'Ada'])
})
