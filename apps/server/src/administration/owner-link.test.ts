import { claimServer, listPeople } from '@chat/protocol'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { announceOwnerLink, createOwnerToken, ownerLink } from './owner-link.ts'

const tokenOf = async (database: Parameters<typeof createOwnerToken>[0]) => {
  const token = await createOwnerToken(database)
  if (token === undefined) throw new Error('The server has an owner')
  return token
}

test('the link of a new server makes its opener the owner, also a guest, on all their devices (S48)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const phone = await joinGeneral(url, { credentials: alice.credentials })
  expect(await alice.ask(listPeople, {})).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const { user } = await alice.get(claimServer, { token: await tokenOf(database) })
  expect(user).toEqual({ id: alice.credentials.userId, name: 'Alice', guest: true, serverRole: 'owner' })
  await phone.hasReceived({ name: 'user:changed', payload: [user] })
  expect((await phone.get(listPeople, {})).people).toMatchObject([{ user, serverRole: 'owner' }])
  expect(await createOwnerToken(database)).toBeUndefined()
})

test('a used link and a wrong one get the same answer and make nobody anything', async () => {
  const { url, database } = await startServer()
  const [alice, mallory] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Mallory' })]
  const token = await tokenOf(database)
  const wrong = await mallory.ask(claimServer, { token: 'x'.repeat(43) })
  await alice.get(claimServer, { token })
  const used = await mallory.ask(claimServer, { token })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(used).toEqual(wrong)
  expect(await mallory.ask(listPeople, {})).toMatchObject({ error: { code: 'FORBIDDEN' } })
})

test('of two who open the link at the same moment one becomes the owner', async () => {
  const { url, database } = await startServer()
  const people = await Promise.all([1, 2, 3].map(() => joinGeneral(url)))
  const token = await tokenOf(database)
  const answers = await Promise.all(people.map((person) => person.ask(claimServer, { token })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})

test('the link of the next start is the only one that counts, and the database knows no token', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const [older, newer] = [await tokenOf(database), await tokenOf(database)]
  const kept = await database.read.selectFrom('server_settings').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(newer)
  expect(await alice.ask(claimServer, { token: older })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await alice.ask(claimServer, { token: newer })).toMatchObject({ ok: true })
})

test('the words in the log hold the link as it is to be opened, with the token where no server logs it', () => {
  expect(announceOwnerLink(ownerLink('https://chat.example', 'abc'))).toContain(
    '\n    https://chat.example/owner#abc\n',
  )
})
