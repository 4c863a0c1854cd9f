import { limits, listPeople, type Person } from '@chat/protocol'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'

test('everybody comes up once on the pages, in the order of their names, and is found by a part of them', async () => {
  const server = await startServer()
  const owner = await joinAsOwner(server, { name: 'Olga' })
  const names = Array.from({ length: limits.peoplePage + 20 }, (_, index) => `Person ${index % 7}`)
  for (const name of [...names, 'Ünal', '100%']) await addPerson(server.database, name)

  const found: Person[] = []
  let cursor: string | undefined
  do {
    const page = await owner.get(listPeople, cursor === undefined ? {} : { cursor })
    expect(page.total).toBe(names.length + 3)
    found.push(...page.people)
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(new Set(found.map(({ user }) => user.id)).size).toBe(names.length + 3)
  expect(found).toHaveLength(names.length + 3)
  expect(found.map(({ user }) => user.name).filter((name) => name.startsWith('Person'))).toEqual(names.toSorted())

  const search = async (query: string) => (await owner.get(listPeople, { query })).people.map(({ user }) => user.name)
  expect(await search('olg')).toEqual(['Olga'])
  expect(await search('Ünal')).toEqual(['Ünal'])
  expect(await search('%')).toEqual(['100%'])
  expect(await search('_')).toEqual([])
})

test('says of everybody what they are, when they came and when they were last here', async () => {
  const server = await startServer()
  const owner = await joinAsOwner(server, { name: 'Olga' })
  const stranger = await addPerson(server.database, 'Stranger')
  const { people } = await owner.get(listPeople, {})
  expect(people).toEqual([
    {
      user: { id: owner.credentials.userId, name: 'Olga', guest: true, serverRole: 'owner' },
      serverRole: 'owner',
      joinedAt: expect.any(Number),
      lastSeenAt: expect.any(Number),
    },
    { user: { id: stranger, name: 'Stranger' }, serverRole: 'member', joinedAt: expect.any(Number) },
  ])
  expect(people[0]?.lastSeenAt).toBeGreaterThan(Date.now() - 60_000)
})

test('a cursor of something else is refused', async () => {
  const owner = await joinAsOwner(await startServer())
  expect(await owner.ask(listPeople, { cursor: 'nobody' })).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
})
