import { type User, UserId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { fakeRoom } from '../testing/fake-chat-client.ts'
import { nameRooms, roomTitle } from './room-title.ts'

const id = (text: string) => UserId.parse(text)
const users = new Map<UserId, User>(
  ['Me', 'zoë', 'Ada', 'Bert 10', 'Bert 9'].map((name, index) => [id(`u${index}`), { id: id(`u${index}`), name }]),
)

test('a conversation is called like the others in it, whoever looks', () => {
  const rooms = [fakeRoom(), fakeRoom({ kind: 'direct', name: '', memberIds: [1, 0, 3, 2, 4].map((n) => id(`u${n}`)) })]
  expect(nameRooms(rooms, users, id('u0')).map(roomTitle)).toEqual(['#general', 'Ada, Bert 9, Bert 10, zoë'])
  expect(nameRooms(rooms, users, id('u2')).map(roomTitle)).toEqual(['#general', 'Bert 9, Bert 10, Me, zoë'])
})

test('somebody whose name has not come yet does not leave a hole', () => {
  const rooms = [fakeRoom({ kind: 'direct', name: '', memberIds: ['u0', 'unknown', 'u1'].map(id) })]
  expect(nameRooms(rooms, users, id('u0'))[0]?.name).toBe('zoë, Somebody')
})
