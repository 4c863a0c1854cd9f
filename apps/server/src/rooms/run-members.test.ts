import {
  createRoom,
  getRoomChanges,
  getRoomHistory,
  getUsers,
  inviteToRoom,
  joinRoom,
  leaveRoom,
  listMembers,
  type MemberRole,
  markRead,
  type RoomId,
  type RoomKind,
  removeMember,
  roomAdded,
  sendMessage,
  setMemberRole,
  syncSession,
  updateRoom,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const say = (person: Person, roomId: RoomId, text: string) => person.get(sendMessage, { id: uuidv7(), roomId, text })
const idOf = (person: Person) => person.credentials.userId
const refused = (code: string) => ({ ok: false, error: { code } })

/** Alice owns a room, Bob is in it, Carol is not; all three know each other from `general`. */
async function setUp(kind: Exclude<RoomKind, 'direct'>) {
  const server = await startServer()
  const alice = await joinGeneral(server.url, { name: 'Alice' })
  const bob = await joinGeneral(server.url, { name: 'Bob' })
  const carol = await joinGeneral(server.url, { name: 'Carol' })
  const { room } = await alice.get(createRoom, { kind, name: 'Kitchen' })
  const invite = (inviter: Person, ...people: Person[]) =>
    inviter.ask(inviteToRoom, { roomId: room.id, userIds: people.map(idOf) })
  const remove = (remover: Person, person: Person) =>
    remover.ask(removeMember, { roomId: room.id, userId: idOf(person) })
  const setRole = (owner: Person, person: Person, role: MemberRole) =>
    owner.ask(setMemberRole, { roomId: room.id, userId: idOf(person), role })
  await invite(alice, bob)
  return { ...server, alice, bob, carol, roomId: room.id, invite, remove, setRole }
}

test('who is invited is in at once, on all devices, and told what the room was there (S33)', async () => {
  const { alice, carol, roomId, invite, url } = await setUp('private')
  const phone = await joinGeneral(url, { credentials: carol.credentials })
  await say(alice, roomId, 'before')
  // At once, so that some of it comes before and some after in the log, and some of that in the same transaction.
  const sending = Array.from({ length: 20 }, () => say(alice, roomId, 'at once'))
  expect(await invite(alice, carol)).toEqual({ ok: true, data: { added: [idOf(carol)] } })
  sending.push(...Array.from({ length: 20 }, () => say(alice, roomId, 'later')))
  const seqs = (await Promise.all(sending)).map(({ seq }) => seq)
  for (const device of [carol, phone]) {
    await device.hasReceived({ name: 'room:added' })
    await expect.poll(() => device.framesOf(roomId).at(-1)?.to).toBe(Math.max(...seqs))
    const added = roomAdded.payload.parse(device.received.find(({ name }) => name === 'room:added')?.payload)
    const { head } = added
    expect(added).toMatchObject({ id: roomId, lastReadSeq: head, memberCount: 3, role: 'member', unread: 0 })
    expect(seqs).not.toContain(head)
    expect(added.lastMessage?.seq).toBe(head - 1)
    // Whatever the room's log has after that head has come as a frame.
    const messages = device.framesOf(roomId).flatMap((frame) => frame.messages)
    expect(messages.map(({ seq }) => seq).filter((seq) => seq > head)).toEqual(seqs.filter((seq) => seq > head))
  }
  expect(await invite(alice, carol)).toEqual({ ok: true, data: { added: [] } })
})

test('nobody is invited by strangers, nor by members where that is for those who run the room (S33)', async () => {
  const { alice, bob, carol, roomId, invite, setRole, url } = await setUp('private')
  expect(await invite(bob, carol)).toMatchObject(refused('FORBIDDEN'))
  const unknown = await carol.ask(inviteToRoom, { roomId: uuidv7(), userIds: [idOf(carol)] })
  expect(unknown).toMatchObject(refused('NOT_FOUND'))
  expect(await invite(carol, carol)).toEqual(unknown)
  await setRole(alice, bob, 'moderator')
  // Somebody whom Bob cannot see, and somebody who was never there, look the same to him, and nobody is added.
  const dave = await joinGeneral(url, { name: 'Dave' })
  await bob.get(leaveRoom, { roomId: dave.roomId })
  const nobody = await bob.ask(inviteToRoom, { roomId, userIds: [idOf(alice), 'nobody'] })
  expect(nobody).toMatchObject(refused('NOT_FOUND'))
  expect(await bob.ask(inviteToRoom, { roomId, userIds: [idOf(alice), idOf(dave)] })).toEqual(nobody)
  expect((await alice.get(listMembers, { roomId })).members).toHaveLength(2)
})

test.for(['public', 'private'] as const)(
  'who is removed from a %s room gets nothing that comes later, by any path, until they are invited again (S28, S33)',
  async (kind) => {
    const { alice, bob, carol, roomId, invite, remove, url } = await setUp(kind)
    const phone = await joinGeneral(url, { credentials: bob.credentials })
    await invite(alice, carol)
    await bob.get(watchPresence, { roomIds: [roomId] })
    await say(alice, roomId, 'before')

    // All at once: the removal, what is said around it and what is asked meanwhile.
    const sends = Array.from({ length: 30 }, (_, index) => say(alice, roomId, `before ${index}`))
    const removing = remove(alice, bob)
    const later = [
      ...Array.from({ length: 30 }, (_, index) => say(alice, roomId, `CANARY ${index}`)),
      alice.get(setMemberRole, { roomId, userId: idOf(carol), role: 'moderator' }),
      alice.get(updateRoom, { roomId, name: 'CANARY', topic: 'CANARY' }),
    ]
    const asked = [bob, phone].flatMap((device) =>
      Array.from({ length: 10 }, () => [
        device.ask(getRoomChanges, { roomId, after: 0 }),
        device.ask(getRoomHistory, { roomId }),
        device.ask(listMembers, { roomId }),
        device.ask(syncSession, { cursors: { [roomId]: 1 } }),
      ]).flat(),
    )
    const answer = await removing
    const end = answer.ok ? answer.data.seq : 0
    expect(end).toBeGreaterThan(0)
    const answers: unknown[] = await Promise.all(asked)
    const seqs = (await Promise.all([...sends, ...later])).map(({ seq }) => seq)
    await expect.poll(() => carol.framesOf(roomId).at(-1)?.to).toBe(Math.max(...seqs))
    expect(carol.framesOf(roomId).flatMap(({ members = [] }) => members)).toContainEqual(
      expect.objectContaining({ userId: idOf(bob), leftSeq: end }),
    )

    for (const device of [bob, phone]) {
      await device.hasReceived({ name: 'room:removed', payload: { roomId, reason: 'removed' } })
      for (const { to } of device.framesOf(roomId)) expect(to).toBeLessThan(end)
      answers.push(
        await device.ask(getRoomChanges, { roomId, after: 0 }),
        await device.ask(getRoomHistory, { roomId }),
        await device.ask(getRoomHistory, { roomId, around: end }),
        await device.ask(listMembers, { roomId }),
        await device.ask(watchPresence, { roomIds: [roomId] }),
        await device.ask(getUsers, { ids: [idOf(carol)] }),
        await device.ask(syncSession, { cursors: { [roomId]: 1 } }),
      )
      for (const request of [sendMessage, markRead, removeMember, setMemberRole, inviteToRoom, updateRoom]) {
        const input = {
          'message:send': { id: uuidv7(), roomId, text: 'x' },
          'read:mark': { roomId, seq: end + 1 },
          'room:remove': { roomId, userId: idOf(alice) },
          'room:set-role': { roomId, userId: idOf(bob), role: 'owner' },
          'room:invite': { roomId, userIds: [idOf(bob)] },
          'room:update': { roomId, name: 'Mine' },
        }[request.name]
        const unanswered: unknown = await device.socket.emitWithAck(request.name, input)
        expect(unanswered, request.name).toMatchObject(refused('NOT_FOUND'))
      }
      expect(JSON.stringify(device.received)).not.toContain('CANARY')
    }
    expect(JSON.stringify(answers)).not.toContain('CANARY')
    const { rooms, removed } = await bob.get(syncSession, { cursors: { [roomId]: 1 } })
    expect(rooms.map(({ id }) => id)).not.toContain(roomId)
    expect(removed).toEqual([roomId])

    // Coming back is not for them to decide.
    expect(await bob.ask(joinRoom, { roomId })).toMatchObject(refused(kind === 'public' ? 'FORBIDDEN' : 'NOT_FOUND'))
    expect(await remove(alice, bob)).toEqual(answer)
    expect(await invite(carol, bob)).toMatchObject({ ok: true })
    await bob.hasReceived({ name: 'room:added' })
    await say(bob, roomId, 'back')
    await bob.get(leaveRoom, { roomId })
    expect(await bob.ask(joinRoom, { roomId })).toMatchObject(kind === 'public' ? { ok: true } : refused('NOT_FOUND'))
  },
)

test('whom members could invite they cannot bring back, once somebody was removed (S33)', async () => {
  const { alice, bob, carol, roomId, invite, remove } = await setUp('public')
  expect(await invite(bob, carol)).toMatchObject({ ok: true })
  await remove(alice, carol)
  expect(await invite(bob, carol)).toMatchObject(refused('FORBIDDEN'))
  expect(await carol.ask(joinRoom, { roomId })).toMatchObject(refused('FORBIDDEN'))
  expect(await invite(alice, carol)).toMatchObject({ ok: true })
})

test('moderators remove members, owners anybody, and nobody else anyone (S33)', async () => {
  const { alice, bob, carol, roomId, invite, remove, setRole, url } = await setUp('private')
  const dave = await joinGeneral(url, { name: 'Dave' })
  await invite(alice, carol, dave)
  expect(await remove(bob, carol)).toMatchObject(refused('FORBIDDEN'))
  await setRole(alice, bob, 'moderator')
  await setRole(alice, carol, 'moderator')
  expect(await remove(bob, carol)).toMatchObject(refused('FORBIDDEN'))
  expect(await remove(bob, alice)).toMatchObject(refused('FORBIDDEN'))
  expect(await remove(bob, dave)).toMatchObject({ ok: true })
  expect(await remove(alice, carol)).toMatchObject({ ok: true })
  const stranger = await joinGeneral(url, { name: 'Stranger' })
  expect(await remove(alice, stranger)).toMatchObject(refused('NOT_FOUND'))
  // Removing oneself is leaving.
  expect(await remove(alice, alice)).toMatchObject(refused('FORBIDDEN'))
  expect(await remove(bob, bob)).toMatchObject({ ok: true })
  await bob.hasReceived({ name: 'room:removed', payload: { roomId, reason: 'left' } })
})

test('a role holds from its place in the log on, and everybody sees it (S33)', async () => {
  const { alice, bob, carol, roomId, invite, setRole } = await setUp('private')
  expect(await setRole(bob, bob, 'owner')).toMatchObject(refused('FORBIDDEN'))
  expect(await setRole(alice, carol, 'owner')).toMatchObject(refused('NOT_FOUND'))
  const answer = await setRole(alice, bob, 'owner')
  expect(await setRole(alice, bob, 'owner')).toEqual(answer)
  const seen = { userId: idOf(bob), role: 'owner' }
  for (const person of [alice, bob]) {
    await expect.poll(() => person.framesOf(roomId).at(-1)?.members).toMatchObject([seen])
  }
  const { members } = await alice.get(getRoomChanges, { roomId, after: 2 })
  expect(members).toMatchObject([seen])
  // An open connection has no role of its own: what was taken away is gone with the next request.
  await setRole(bob, alice, 'member')
  expect(await invite(alice, carol)).toMatchObject(refused('FORBIDDEN'))
  expect(await setRole(alice, alice, 'owner')).toMatchObject(refused('FORBIDDEN'))
})

test('a room keeps an owner, also when the last two step down at the same moment (S33)', async () => {
  const { alice, bob, roomId, setRole } = await setUp('private')
  expect(await setRole(alice, alice, 'member')).toMatchObject(refused('FORBIDDEN'))
  await setRole(alice, bob, 'owner')
  const answers = await Promise.all([setRole(alice, alice, 'member'), bob.ask(leaveRoom, { roomId })])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const { members } = answers[0].ok ? await bob.get(listMembers, { roomId }) : await alice.get(listMembers, { roomId })
  expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1)
})

test('who was removed while away learns of it, and who left by themselves does not (S28)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url, { name: 'Alice' }), await joinGeneral(url, { name: 'Bob' })]
  const { userId } = bob.credentials
  const removedFrom = async () => {
    const back = await connectPerson(url, { credentials: bob.credentials })
    return (await back.get(syncSession, { cursors: {} })).removedFrom
  }
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Office' })
  const { room: other } = await alice.get(createRoom, { kind: 'private', name: 'Kitchen' })
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  await alice.get(inviteToRoom, { roomId: other.id, userIds: [userId] })
  await bob.get(leaveRoom, { roomId: other.id })
  bob.socket.close()
  expect(await removedFrom()).toBeUndefined()
  await alice.get(removeMember, { roomId: room.id, userId })
  expect(await removedFrom()).toEqual([room.id])
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  expect(await removedFrom()).toBeUndefined()
})
