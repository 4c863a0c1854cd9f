import {
  createInvite,
  createRoom,
  getProfile,
  getRoom,
  getRoomChanges,
  getRoomHistory,
  getUsers,
  inviteToRoom,
  listInvites,
  listMembers,
  listPeople,
  listUsers,
  sendMessage,
  syncSession,
  updateUser,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { signUp } from '../../test/browser.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'

test('nobody learns the address of somebody, nor what signs them in or lets others in, by any answer or event', async () => {
  const server = await startServer()
  const { url, database } = server
  const [bob, owner] = [await joinGeneral(url, { name: 'Bob' }), await joinAsOwner(server, { name: 'Owner' })]
  const browser = await signUp(url, 'ann@example.org')
  const ann = await browser.connect()
  const { me } = await ann.get(syncSession, { cursors: {} })
  const { room } = await ann.get(createRoom, { kind: 'private', name: 'Office' })
  const { roomId: general } = bob
  const others = [bob, owner]
  const userIds = others.map(({ credentials }) => credentials.userId)
  await ann.get(inviteToRoom, { roomId: room.id, userIds })
  const { token } = await ann.get(createInvite, { roomId: room.id })
  await ann.get(updateUser, { name: 'Ann Anders', statusText: 'Here' })
  await ann.get(sendMessage, { id: uuidv7(), roomId: room.id, text: 'hello' })

  const stored = await database.read.selectFrom('sessions').select(['id', 'token', 'ip_address']).execute()
  const hashes = await database.read.selectFrom('accounts').select('password').execute()
  expect(hashes).toHaveLength(1)
  const secrets = [
    'ann@example.org',
    '@example.org',
    token,
    ...stored.flatMap((session) => [session.id, session.token]),
    ...hashes.flatMap(({ password }) => password ?? []),
  ]
  for (const person of others) {
    await person.hasReceived({ name: 'room:added' })
    const roomIds = [general, room.id]
    const told: unknown[] = [
      await person.get(syncSession, { cursors: { [general]: 0, [room.id]: 0 } }),
      await person.get(getUsers, { ids: [me.id] }),
      await person.get(getProfile, { userId: me.id }),
      await person.get(listUsers, { query: 'Ann' }),
      await person.get(watchPresence, { roomIds, userIds: [me.id] }),
      await person.ask(listInvites, { roomId: room.id }),
      await person.ask(listPeople, {}),
    ]
    for (const roomId of roomIds) {
      told.push(
        await person.get(getRoomHistory, { roomId }),
        await person.get(getRoomChanges, { roomId, after: 0 }),
        await person.get(listMembers, { roomId }),
        await person.get(getRoom, { address: roomId }),
      )
    }
    const all = JSON.stringify([told, person.received])
    expect(all).toContain('Ann Anders')
    for (const secret of secrets) expect(all, secret).not.toContain(secret)
    // Nor can it be guessed letter by letter.
    for (const query of ['ann@', 'example.org']) {
      expect((await person.get(listUsers, { query })).users).toEqual([])
      expect((await person.get(listMembers, { roomId: room.id, query })).users).toEqual([])
    }
  }
})
