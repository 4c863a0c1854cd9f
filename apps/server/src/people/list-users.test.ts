import { createRoom, leaveRoom, limits, listMembers, listRooms, listUsers } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

test('people are found by any part of their name, in order, without oneself (S46)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  for (const name of ['Zoë Lovelace', 'ada Lovelace', 'Bob', '100% Bob']) await joinGeneral(url, { name })
  const names = async (query?: string) =>
    (await alice.get(listUsers, query === undefined ? {} : { query })).users.map(({ name }) => name)
  expect(await names()).toEqual(['100% Bob', 'ada Lovelace', 'Bob', 'Zoë Lovelace'])
  expect(await names('LOVE')).toEqual(['ada Lovelace', 'Zoë Lovelace'])
  expect(await names('0%')).toEqual(['100% Bob'])
  expect(await names('zoë')).toEqual(['Zoë Lovelace'])
  expect(await names('alice')).toEqual([])
})

test.for<[query: string, name: string]>([
  ['zoe', 'Zoë'],
  ['ZOË', 'zoe'],
  ['jose', 'José'.normalize('NFD')],
  ['José', 'José'.normalize('NFD')],
  ['ärger', 'ÄRGER'],
  ['strasse', 'Straße'],
  ['ilker', 'İlker'],
  ['isik', 'Işık'],
  ['lukasz', 'Łukasz'],
  ['soren', 'Søren'],
  ['иван', 'Иван'],
  ['小龙', '李小龙'],
  ['ชาย', 'สมชาย'],
])('by %s one finds %s, of people, members and rooms (S46)', async ([query, name]) => {
  const { url } = await startServer()
  const [alice, found] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name })]
  await found.get(createRoom, { kind: 'public', name })
  expect((await alice.get(listUsers, { query })).users).toMatchObject([{ name }])
  expect((await alice.get(listRooms, { query })).rooms).toMatchObject([{ name }])
  // Of members a word begins like that, and where there are no spaces the name does.
  const begun = name.startsWith('李') || name.startsWith('ส') ? name.slice(0, 2) : query
  expect((await alice.get(listMembers, { roomId: alice.roomId, query: begun })).users).toMatchObject([{ name }])
})

test('only those are found who are in a room with one (S9, S46)', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const stranger = await addPerson(database, 'Bo Stranger')
  await bob.get(createRoom, { kind: 'private', name: 'Alone' })
  await bob.get(leaveRoom, { roomId: bob.roomId })
  expect((await alice.get(listUsers, { query: 'bo' })).users).toEqual([])
  expect((await bob.get(listUsers, {})).users).toEqual([])
  // A cursor does not tell where somebody stands whom one may not see.
  for (const cursor of [stranger, uuidv7()]) {
    expect(await alice.ask(listUsers, { cursor })).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  }
})

test('many people come page by page, each once', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const count = limits.usersPage + 20
  for (let number = 0; number < count; number += 1) {
    const userId = await addPerson(database, `Person ${number % 7}`)
    await database.write
      .insertInto('members')
      .values({
        room_id: alice.roomId,
        user_id: userId,
        role: 'member',
        joined_seq: number + 2,
        last_read_seq: 0,
        read_epoch: 0,
        shown_read_seq: 0,
        delivered_seq: 0,
        favourite: 0,
        removed: 0,
        changed_seq: 0,
      })
      .execute()
  }
  const first = await alice.get(listUsers, { query: 'person' })
  expect(first.users).toHaveLength(limits.usersPage)
  const second = await alice.get(listUsers, { query: 'person', cursor: first.cursor ?? '' })
  expect(second.cursor).toBeUndefined()
  expect(new Set([...first.users, ...second.users].map(({ id }) => id)).size).toBe(count)
})
