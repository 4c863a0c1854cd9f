import {
  createRoom,
  getRoom,
  inviteToRoom,
  leaveRoom,
  RoomId,
  setMemberRole,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

test('an address finds public rooms and those that one is in, and no others (S34)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Design Team' })
  const { room: diary } = await alice.get(createRoom, { kind: 'private', name: 'Diary' })
  for (const address of ['design-team', room.id]) {
    expect(await alice.get(getRoom, { address })).toMatchObject({ room: { id: room.id, role: 'owner' }, member: true })
    expect(await bob.get(getRoom, { address })).toMatchObject({ room: { id: room.id, role: 'member' }, member: false })
  }
  expect(await alice.get(getRoom, { address: diary.id })).toMatchObject({ room: { name: 'Diary' }, member: true })
  const unknown = await bob.ask(getRoom, { address: 'nothing' })
  expect(unknown).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await bob.ask(getRoom, { address: diary.id })).toEqual(unknown)
  // Nobody can give a room an address that stands for another room, and one that is given up is free.
  const { room: trap } = await bob.get(createRoom, { kind: 'public', name: diary.id })
  expect(trap.slug).toBeUndefined()
  await alice.get(updateRoom, { roomId: room.id, slug: 'pixels' })
  expect(await bob.ask(getRoom, { address: 'design-team' })).toEqual(unknown)
  expect(await bob.get(getRoom, { address: 'pixels' })).toMatchObject({ room: { id: room.id } })
})

test('a room that is asked for again is made once, also at the same moment (S36)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const request = { id: uuidv7(), kind: 'public', name: 'Kitchen' } as const
  const answers = await Promise.all(Array.from({ length: 5 }, () => alice.get(createRoom, request)))
  for (const { room } of answers)
    expect(room).toMatchObject({ id: request.id, slug: 'kitchen', head: 1, role: 'owner' })
  await alice.get(updateRoom, { roomId: request.id, name: 'Galley' })
  expect((await alice.get(createRoom, request)).room.name).toBe('Galley')
  expect(await alice.ask(createRoom, { ...request, kind: 'private' })).toMatchObject({ error: { code: 'CONFLICT' } })
  expect(await bob.ask(createRoom, request)).toMatchObject({ error: { code: 'CONFLICT' } })

  // Whoever has left is not let in again by that.
  await alice.get(inviteToRoom, { roomId: request.id, userIds: [bob.credentials.userId] })
  await alice.get(setMemberRole, { roomId: request.id, userId: bob.credentials.userId, role: 'owner' })
  await alice.get(leaveRoom, { roomId: request.id })
  expect(await alice.ask(createRoom, request)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect((await alice.get(syncSession, { cursors: {} })).rooms.map(({ id }) => id)).not.toContain(request.id)
})

test('a room whose making was cut off is not there for anybody, until its maker asks again (S36)', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const id = RoomId.parse(uuidv7())
  const request = { id, kind: 'public', name: 'Kitchen' } as const
  await alice.get(createRoom, request)
  await database.write.deleteFrom('members').where('room_id', '=', id).execute()
  await database.write.deleteFrom('room_log').where('room_id', '=', id).execute()
  await database.write.updateTable('rooms').set({ head: 0, member_count: 0 }).where('slug', '=', 'kitchen').execute()
  expect(await bob.ask(getRoom, { address: 'kitchen' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect((await alice.get(createRoom, request)).room).toMatchObject({ head: 1, memberCount: 1, role: 'owner' })
})
