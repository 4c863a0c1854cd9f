import { RequestError } from '@chat/client'
import { RoomId, type User, UserId } from '@chat/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeChatClient, fakeMessage, fakeRoom, ME } from '../testing/fake-chat-client.ts'
import { mentionCompletion } from './mention-completion.ts'

const ROOM = fakeRoom({ id: RoomId.parse('general') })
const PEOPLE = ['Ada Lovelace', 'Ben', 'Grace Adams', 'Me'].map(
  (name): User => ({ id: UserId.parse(name.split(' ')[0]?.toLowerCase()), name }),
)

let client: ReturnType<typeof createFakeChatClient>
const listMembers = vi.fn(async (_: RoomId, { query = '' } = {}) => ({
  members: [],
  users: PEOPLE.filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${query.toLowerCase()}`)),
}))
const labels = async (query: string, room = ROOM) =>
  (await mentionCompletion(client, room).find(query)).map(({ label }) => label)

beforeEach(() => {
  listMembers.mockClear()
  client = { ...createFakeChatClient(), listMembers }
  client.me.set({ id: ME, name: 'Me' })
  client.users.set(new Map(PEOPLE.map((user) => [user.id, user])))
})

test('finds members by any word of their names, never oneself, those first who wrote last', async () => {
  expect(await labels('')).toEqual(['Ada Lovelace', 'Ben', 'Grace Adams'])
  expect(await labels('AD')).toEqual(['Ada Lovelace', 'Grace Adams'])
  expect(await labels('ada lo')).toEqual(['Ada Lovelace'])
  const view = client.room(ROOM.id)
  view.set({
    ...view.get(),
    messages: [fakeMessage(1, { authorId: UserId.parse('ada') }), fakeMessage(2, { authorId: UserId.parse('grace') })],
  })
  expect(await labels('')).toEqual(['Grace Adams', 'Ada Lovelace', 'Ben'])
})

test('finds names without the accents that they have, and ends once they are written with them', async () => {
  const zoe: User = { id: UserId.parse('zoe'), name: 'Zoë Łuk' }
  client.users.set(new Map([[zoe.id, zoe]]))
  for (const query of ['ZOE', 'luk', 'zoe luk ']) {
    listMembers.mockResolvedValueOnce({ members: [], users: [zoe] })
    expect(await labels(query)).toEqual(['Zoë Łuk'])
  }
  listMembers.mockResolvedValueOnce({ members: [], users: [zoe] })
  expect(await labels('zoë łuk ')).toEqual([])
})

test('offers people by what they are called now, whatever was told of them before', async () => {
  const [ada, ...others] = PEOPLE
  if (ada === undefined) throw new Error('unreachable')
  client.users.set(new Map([{ ...ada, name: 'Ada King' }, ...others].map((user) => [user.id, user])))
  expect(await labels('')).toEqual(['Ada King', 'Ben', 'Grace Adams'])
})

test('ends once the whole name is written', async () => {
  expect(await labels('Ada Lovelace ')).toEqual([])
  expect(await labels('Ada Lovelace hello')).toEqual([])
})

test('offers everybody to those who may call them', async () => {
  expect(await labels('ro')).toEqual([])
  expect(await labels('ro', { ...ROOM, role: 'moderator' })).toEqual(['room, everybody in here'])
  expect(await labels('', { ...ROOM, kind: 'direct' })).toContain('room, everybody in here')
})

test('asks once for what one types on, and knows those who wrote without a connection', async () => {
  const source = mentionCompletion(client, ROOM)
  for (const query of ['', 'a', 'ad', 'ada']) await source.find(query)
  expect(listMembers).toHaveBeenCalledTimes(1)
  await source.find('')
  expect(listMembers).toHaveBeenCalledTimes(2)
  listMembers.mockRejectedValueOnce(new RequestError('DISCONNECTED', 'The connection was lost'))
  const view = client.room(ROOM.id)
  view.set({ ...view.get(), messages: [fakeMessage(1, { authorId: UserId.parse('ben') })] })
  expect(await labels('b')).toEqual(['Ben'])
})
