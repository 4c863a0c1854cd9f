import { RoomId, type RoomNotify, type RoomSummary } from '@chat/protocol'
import { expect, it } from 'vitest'
import { fakeRoom } from '../testing/fake-chat-client.ts'
import { neighbour } from './neighbour.ts'

const room = (name: string, parts: Partial<RoomSummary> = {}) => fakeRoom({ id: RoomId.parse(name), name, ...parts })
const [a, b, c, favourite] = [
  room('a'),
  room('b', { unread: 1 }),
  room('c', { unread: 2 }),
  room('z', { favourite: true }),
]
const rooms = [c, a, favourite, b]
const muted: RoomNotify = { roomId: c.id, muted: true }
const choices = new Map<string, RoomNotify>([[c.id, muted]])

it('goes through the list as it is shown, and round its ends', () => {
  expect(neighbour(rooms, favourite, 1)).toBe(a)
  expect(neighbour(rooms, a, -1)).toBe(favourite)
  expect(neighbour(rooms, favourite, -1)).toBe(c)
  expect(neighbour(rooms, c, 1)).toBe(favourite)
})

it('begins at an end where no room is open', () => {
  expect(neighbour(rooms, undefined, 1)).toBe(favourite)
  expect(neighbour(rooms, undefined, -1)).toBe(c)
})

it('finds where something waits, which in a muted room is only what calls one', () => {
  expect(neighbour(rooms, a, 1, choices)).toBe(b)
  expect(neighbour(rooms, a, -1, new Map())).toBe(c)
  expect(neighbour(rooms, a, -1, choices)).toBe(b)
  expect(neighbour([a, { ...c, mentions: 1 }], a, 1, choices)?.id).toBe(c.id)
})

it('leads nowhere from the only room', () => {
  expect(neighbour([a], a, 1)).toBeUndefined()
  expect(neighbour([], undefined, 1)).toBeUndefined()
})
