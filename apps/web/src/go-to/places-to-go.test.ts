import { RoomId, type RoomNotify, type RoomSummary, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { fakeMessage, fakeRoom, ME } from '../testing/fake-chat-client.ts'
import { placesToGo } from './places-to-go.ts'

const room = (name: string, at: number, parts: Partial<RoomSummary> = {}) =>
  fakeRoom({ id: RoomId.parse(name.replaceAll(' ', '-')), name, lastMessage: fakeMessage(1, { sentAt: at }), ...parts })
const rooms = [
  room('Garden', 9),
  room('Kitchen', 8),
  room('Noise', 7, { unread: 5 }),
  room('News', 2, { unread: 3 }),
  room('Call', 1, { unread: 1, mentions: 1 }),
]
const noise: RoomNotify = { roomId: RoomId.parse('Noise'), muted: true }
const names = (query: string) =>
  placesToGo(
    {
      rooms,
      people: [{ id: UserId.parse('nora'), name: 'Nora' }],
      publicRooms: [room('Garden', 0), room('Other gardens', 0)],
      current: RoomId.parse('Garden'),
      notifyChoices: new Map([[noise.roomId, noise]]),
      me: ME,
      blocked: new Set(),
    },
    query,
  ).map(({ name }) => name)

it('where one is called comes first, then where something waits, then what was used last, but not where one is', () => {
  expect(names('')).toEqual(['Call', 'News', 'Kitchen', 'Noise', 'Nora'])
})

it('what is looked for is found wherever it is, rooms one is not in too, and once', () => {
  expect(names('gard')).toEqual(['Garden', 'Other gardens'])
})
