import {
  acceptInvite,
  createInvite,
  createRoom,
  getInvite,
  inviteToRoom,
  leaveRoom,
  limits,
  listInvites,
  listMembers,
  type RoomKind,
  removeMember,
  revokeInvite,
  setMemberRole,
  updateRoom,
} from '@chat/protocol'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const idOf = (person: Person) => person.credentials.userId
const UNKNOWN = 'x'.repeat(32)
const GONE = { ok: false, error: { code: 'NOT_FOUND', message: 'There is no such link.' } }

/** Alice owns a room in which Bob is, and nobody else. */
async function setUp(kind: Exclude<RoomKind, 'direct'> = 'private') {
  const server = await startServer()
  const join = (name: string) => joinGeneral(server.url, { name })
  const [alice, bob, carol] = [await join('Alice'), await join('Bob'), await join('Carol')]
  const { room } = await alice.get(createRoom, { kind, name: 'Kitchen' })
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [idOf(bob)] })
  const use = (person: Person, token: string) => person.ask(acceptInvite, { token })
  return { ...server, join, alice, bob, carol, roomId: room.id, use }
}

test('a link leads into a private room, and says where before it is used (S35)', async () => {
  const { alice, carol, roomId, use, database } = await setUp()
  const { invite, token } = await alice.get(createInvite, { roomId, expiresInMs: 60_000 })
  expect(invite).toMatchObject({ roomId, createdBy: idOf(alice), uses: 0 })
  const seen = await carol.get(getInvite, { token })
  expect(seen).toMatchObject({ room: { id: roomId, name: 'Kitchen' }, invitedBy: { name: 'Alice' }, member: false })
  expect(seen.room.lastMessage).toBeUndefined()
  expect(await use(carol, token)).toMatchObject({ ok: true, data: { room: { id: roomId, role: 'member' } } })
  await carol.hasReceived({ name: 'room:added' })
  expect(await use(carol, token)).toMatchObject({ ok: true })
  expect((await alice.get(listInvites, { roomId })).invites).toMatchObject([{ id: invite.id, uses: 1 }])
  // Whoever reads the database cannot use the link.
  const stored = await database.read.selectFrom('invites').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(token)
})

test('never more come in by a link than it says, however many try at once (S35)', async () => {
  const { alice, join, roomId, use } = await setUp()
  const { token } = await alice.get(createInvite, { roomId, maxUses: 3 })
  const crowd = await Promise.all(Array.from({ length: 8 }, (_, index) => join(`Guest ${index}`)))
  const answers = await Promise.all(crowd.map((person) => use(person, token)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
  for (const answer of answers) if (!answer.ok) expect(answer).toEqual(GONE)
  expect((await alice.get(listMembers, { roomId })).members).toHaveLength(5)
  expect((await alice.get(listInvites, { roomId })).invites).toEqual([])
  // Whoever has used it up gets the same answer again: the first may have been lost.
  const inside = crowd.find((_, index) => answers[index]?.ok)
  if (!inside) throw new Error('unreachable')
  expect(await use(inside, token)).toMatchObject({ ok: true })
})

test('a link that does not count answers like one that never was, whatever the reason (S35)', async () => {
  const { alice, bob, carol, join, roomId, use, database } = await setUp()
  const { invite: expired, token: expiredToken } = await alice.get(createInvite, { roomId, expiresInMs: 60_000 })
  await database.write.updateTable('invites').set({ expires_at: 1 }).where('id', '=', expired.id).execute()
  const { invite: revoked, token: revokedToken } = await alice.get(createInvite, { roomId })
  await alice.get(revokeInvite, { roomId, inviteId: revoked.id })
  await alice.get(revokeInvite, { roomId, inviteId: revoked.id })
  const { token: usedUp } = await alice.get(createInvite, { roomId, maxUses: 1 })
  const dave = await join('Dave')
  await use(dave, usedUp)
  await alice.get(setMemberRole, { roomId, userId: idOf(bob), role: 'moderator' })
  const { token: demoted } = await bob.get(createInvite, { roomId })
  await alice.get(setMemberRole, { roomId, userId: idOf(bob), role: 'member' })
  const { token: good } = await alice.get(createInvite, { roomId })
  await alice.get(removeMember, { roomId, userId: idOf(dave) })
  for (const token of [UNKNOWN, expiredToken, revokedToken, usedUp, demoted]) {
    expect(await use(carol, token)).toEqual(GONE)
    expect(await carol.ask(getInvite, { token })).toEqual(GONE)
  }
  expect(await use(dave, good)).toEqual(GONE)
  expect(await dave.ask(getInvite, { token: good })).toEqual(GONE)
  await alice.get(updateRoom, { roomId, archived: true })
  expect(await use(carol, good)).toEqual(GONE)
  expect((await alice.get(listInvites, { roomId })).invites).toHaveLength(2)
})

test('members make links of public rooms, and see and end their own alone (S35)', async () => {
  const { alice, bob, carol, roomId } = await setUp('public')
  const hers = await alice.get(createInvite, { roomId })
  const his = await bob.get(createInvite, { roomId })
  expect((await bob.get(listInvites, { roomId })).invites.map(({ id }) => id)).toEqual([his.invite.id])
  const all = await alice.get(listInvites, { roomId })
  expect(new Set(all.invites.map(({ id }) => id))).toEqual(new Set([hers.invite.id, his.invite.id]))
  expect(all.users.map(({ name }) => name).sort()).toEqual(['Alice', 'Bob'])
  expect(await bob.ask(revokeInvite, { roomId, inviteId: hers.invite.id })).toEqual(GONE)
  expect(await carol.ask(createInvite, { roomId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  // A link of another room than the one that was asked about.
  const { room } = await carol.get(createRoom, { kind: 'private', name: 'Hers' })
  expect(await carol.ask(revokeInvite, { roomId: room.id, inviteId: hers.invite.id })).toEqual(GONE)
  await alice.get(revokeInvite, { roomId, inviteId: his.invite.id })
  await bob.get(leaveRoom, { roomId })
  expect((await alice.get(listInvites, { roomId })).invites).toHaveLength(1)
})

test('a room has so many links and no more', async () => {
  const { alice, roomId } = await setUp()
  for (let count = 0; count < limits.invitesPerRoom; count += 1) await alice.get(createInvite, { roomId })
  expect(await alice.ask(createInvite, { roomId })).toMatchObject({ error: { code: 'FORBIDDEN' } })
})
