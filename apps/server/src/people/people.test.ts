import { getUsers, updateUser } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

test('a new name reaches everybody who shares a room, at once (S22)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { user } = await alice.get(updateUser, { name: '  Alicia  ' })
  expect(user).toEqual({ id: alice.credentials.userId, name: 'Alicia', guest: true })
  await bob.hasReceived({ name: 'user:changed', payload: [user] })
  await alice.hasReceived({ name: 'user:changed', payload: [user] })
  expect(await bob.get(getUsers, { ids: [user.id] })).toEqual({ users: [user] })
})

test('people whom nobody has are left out of the answer (S9)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { users } = await alice.get(getUsers, { ids: [uuidv7(), alice.credentials.userId] })
  expect(users.map(({ name }) => name)).toEqual(['Alice'])
})

test('a name may be given when joining; a bad one is refused and makes nobody', async () => {
  const { url } = await startServer()
  const response = await fetch(`${url}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x' }),
  })
  expect(response.status).toBe(400)
  const alice = await connectPerson(url, { name: 'Zoë' })
  const { users } = await alice.get(getUsers, { ids: [alice.credentials.userId] })
  expect(users).toMatchObject([{ name: 'Zoë' }])
})
