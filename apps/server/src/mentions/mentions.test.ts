import {
  blockUser,
  createRoom,
  editMessage,
  getRoomChanges,
  getRoomHistory,
  joinRoom,
  leaveRoom,
  limits,
  MessageId,
  markRead,
  type RoomId,
  sendMessage,
  setMemberRole,
  syncSession,
  updateUser,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

type InGeneral = Awaited<ReturnType<typeof joinGeneral>>
const idOf = ({ credentials }: Person) => credentials.userId

async function setUp() {
  const server = await startServer()
  const [ann, ben] = [
    await joinGeneral(server.url, { name: 'Ann Lee' }),
    await joinGeneral(server.url, { name: 'Ben' }),
  ]
  return { ...server, ann, ben, roomId: ann.roomId }
}

/** Says it, and tells what everybody gets to see of it. */
async function say(person: InGeneral, text: string, roomId: RoomId = person.roomId) {
  const id = MessageId.parse(uuidv7())
  const { seq } = await person.get(sendMessage, { id, roomId, text })
  const { messages } = await person.get(getRoomHistory, { roomId, around: seq, limit: 1 })
  const [message] = messages
  if (message?.id !== id) throw new Error('It is not in the history')
  return message
}

async function counts(person: InGeneral, roomId: RoomId = person.roomId) {
  const { rooms } = await person.get(syncSession, { cursors: {} })
  const room = rooms.find(({ id }) => id === roomId)
  return room && [room.unread, room.mentions]
}

/** A room that the first of these people runs. */
async function openRoom(owner: Person, ...others: Person[]): Promise<RoomId> {
  const { room } = await owner.get(createRoom, { kind: 'public', name: 'Kitchen' })
  for (const other of others) await other.get(joinRoom, { roomId: room.id })
  return room.id
}

test('a name after an @ becomes the id of the member who is called like that, the longest first (S59)', async () => {
  const { ann, ben, url, roomId } = await setUp()
  const ibo = await joinGeneral(url, { name: 'Ann' })
  const message = await say(ben, 'Hi @ann lee, and @ANN! `@Ben`')
  const mentions = [
    { userId: idOf(ann), name: 'ann lee' },
    { userId: idOf(ibo), name: 'ANN' },
  ]
  expect(message).toMatchObject({ text: 'Hi @ann lee, and @ANN! `@Ben`', mentions })
  await ann.hasReceived({
    name: 'room:changed',
    payload: { roomId, from: message.seq - 1, to: message.seq, head: message.seq, messages: [message] },
  })
  expect((await ann.get(getRoomChanges, { roomId, after: message.seq - 1 })).messages).toEqual([message])
  const { changes, rooms } = await ann.get(syncSession, { cursors: { [roomId]: message.seq - 1 } })
  expect([changes[0]?.messages, rooms[0]?.lastMessage]).toEqual([[message], message])
})

test('however a name is spelled in Unicode, it is the same name (S59)', async () => {
  const { url, ann } = await setUp()
  const jose = await joinGeneral(url, { name: 'José Ünal' })
  const yuki = await joinGeneral(url, { name: '雪子' })
  for (const spelling of ['José Ünal', 'JOSÉ ÜNAL', 'jose\u0301 ünal']) {
    expect((await say(ann, `@${spelling}: hi`)).mentions).toEqual([{ userId: idOf(jose), name: spelling }])
  }
  expect((await say(ann, '谢谢@雪子さん')).mentions).toEqual([{ userId: idOf(yuki), name: '雪子' }])
})

test('people of one name are all mentioned: nobody takes a name from somebody else (S59)', async () => {
  const { url, ann, ben } = await setUp()
  const other = await joinGeneral(url, { name: 'ben' })
  expect((await say(ann, '@Ben?')).mentions).toEqual([
    { userId: idOf(ben), name: 'Ben' },
    { userId: idOf(other), name: 'Ben' },
  ])
})

test('somebody outside of the room is no different from somebody who does not exist (S59)', async () => {
  const { ann, ben } = await setUp()
  const roomId = await openRoom(ann)
  for (const text of ['@Ben', '@Nobody at all', 'no @ at all']) {
    expect(Object.keys(await say(ann, text, roomId))).not.toContain('mentions')
  }
  await ben.get(joinRoom, { roomId })
  expect((await say(ann, '@Ben', roomId)).mentions).toHaveLength(1)
  await ben.get(leaveRoom, { roomId })
  expect((await say(ann, '@Ben', roomId)).mentions).toBeUndefined()
})

test('after a rename the new name mentions, and what was said before stays as it was (S59)', async () => {
  const { ann, ben } = await setUp()
  const before = await say(ann, '@Ben')
  await ben.get(updateUser, { name: 'Benedict' })
  expect((await say(ann, '@Ben')).mentions).toBeUndefined()
  expect((await say(ann, '@Benedict')).mentions).toEqual([{ userId: idOf(ben), name: 'Benedict' }])
  const { messages } = await ann.get(getRoomHistory, { roomId: ann.roomId, around: before.seq, limit: 1 })
  expect(messages).toEqual([before])
  expect(await counts(ben)).toEqual([3, 2])
})

test('@room mentions everybody, by those who run the room alone; of others it is a word (S59)', async () => {
  const { ann, ben, url } = await setUp()
  const room = await joinGeneral(url, { name: 'Room' })
  const roomId = await openRoom(ann, ben, room)
  expect(await say(ann, 'To @room and @Ben', roomId)).toMatchObject({
    mentionsRoom: true,
    mentions: [{ userId: idOf(ben), name: 'Ben' }],
  })
  expect([await counts(ann, roomId), await counts(ben, roomId), await counts(room, roomId)]).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
  ])
  const { mentionsRoom, mentions } = await say(ben, '@Room', roomId)
  expect([mentionsRoom, mentions]).toEqual([undefined, [{ userId: idOf(room), name: 'Room' }]])
  expect((await say(ann, '@room', ann.roomId)).mentionsRoom).toBeUndefined()
})

test('in a conversation of a few everybody may mention @room (S59)', async () => {
  const { ann, ben, url } = await setUp()
  const carol = await joinGeneral(url, { name: 'Carol' })
  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [idOf(ben), idOf(carol)] })
  expect((await say(ben, '@room hello', room.id)).mentionsRoom).toBe(true)
  expect([await counts(carol, room.id), await counts(ben, room.id)]).toEqual([
    [1, 1],
    [0, 0],
  ])
})

test('what mentions somebody counts until it is read, on every device (S29, S59)', async () => {
  const { url, ann, ben, roomId } = await setUp()
  const phone = await joinGeneral(url, { credentials: ben.credentials })
  const first = await say(ann, '@Ben and @ben')
  await say(ann, 'to nobody')
  const third = await say(ann, '@Ben')
  await say(ben, '@Ben is me')
  expect([await counts(ben), await counts(phone)]).toEqual([
    [3, 2],
    [3, 2],
  ])
  await ben.get(markRead, { roomId, seq: first.seq })
  expect(await counts(phone)).toEqual([2, 1])
  await phone.get(markRead, { roomId, seq: third.seq })
  expect(await counts(ben)).toEqual([0, 0])
})

test('what is deleted mentions nobody, and nothing is left of it (S50, S59)', async () => {
  const { ann, ben, roomId, database } = await setUp()
  const { id } = await say(ann, '@Ben')
  await say(ann, '@Ben again')
  await database.commit([{ kind: 'message.deleted', roomId, actorId: idOf(ann), messageId: id }])
  expect(await counts(ben)).toEqual([1, 1])
  const row = await database.read.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
  expect(row?.mentions).toBeNull()
  expect(await database.read.selectFrom('mentions').selectAll().execute()).toHaveLength(1)
})

test('an edited message mentions whom it mentions now, and counts where it was posted (S55, S59)', async () => {
  const { ann, ben, url, roomId } = await setUp()
  const carol = await joinGeneral(url, { name: 'Carol' })
  const { id } = await say(ann, '@Ben')
  const edit = async (text: string) => {
    await ann.get(editMessage, { id, text })
    const { messages } = await ben.get(getRoomHistory, { roomId })
    return [messages.at(-1)?.mentions?.map(({ name }) => name), (await counts(ben))?.[1], (await counts(carol))?.[1]]
  }
  expect(await edit('@Carol')).toEqual([['Carol'], 0, 1])
  expect(await edit('@Carol @ben')).toEqual([['Carol', 'ben'], 1, 1])
  expect(await edit('nobody')).toEqual([undefined, 0, 0])
})

test('an edit changes nothing about the names that stay: not after a rename, not for who is called so now (S55, S59)', async () => {
  const { ann, ben, url } = await setUp()
  const roomId = await openRoom(ann, ben)
  const { id } = await say(ann, '@Ben @room', roomId)
  await ben.get(updateUser, { name: 'Benedict' })
  const other = await joinGeneral(url, { name: 'Ben' })
  await other.get(joinRoom, { roomId })
  await ann.get(setMemberRole, { roomId, userId: idOf(ben), role: 'owner' })
  await ann.get(setMemberRole, { roomId, userId: idOf(ann), role: 'member' })
  const edit = async (text: string) => {
    await ann.get(editMessage, { id, text })
    return (await ben.get(getRoomHistory, { roomId })).messages.at(-1)
  }
  const kept = await edit('@ben, @room: hello')
  expect([kept?.mentions, kept?.mentionsRoom]).toEqual([[{ userId: idOf(ben), name: 'ben' }], true])
  expect([await counts(ben, roomId), await counts(other, roomId)]).toEqual([
    [1, 1],
    [0, 0],
  ])
  expect((await edit('hello'))?.mentions).toBeUndefined()
  // What has been taken out is named anew.
  const anew = await edit('@Ben @room')
  expect([anew?.mentions?.map(({ userId }) => userId), anew?.mentionsRoom]).toEqual([[idOf(other)], undefined])
})

test('whom one has blocked calls one no more, until one has ended that (S43, S59)', async () => {
  const { ann, ben } = await setUp()
  await say(ann, '@Ben')
  await ben.get(blockUser, { userId: idOf(ann), on: true })
  await say(ann, '@Ben')
  expect(await counts(ben)).toEqual([2, 0])
  await ben.get(blockUser, { userId: idOf(ann), on: false })
  expect(await counts(ben)).toEqual([2, 2])
})

test('one message mentions so many people and no more, and mentions are counted so far (S59)', async () => {
  const { ann, ben, roomId, database } = await setUp()
  const names = Array.from({ length: limits.mentions + 5 }, (_, index) => `Person${index}`)
  for (const name of names) {
    const userId = await addPerson(database, name)
    await database.commit([{ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }])
  }
  const { mentions } = await say(ann, names.map((name) => `@${name}`).join(' '))
  expect(mentions?.map(({ name }) => name)).toEqual(names.slice(0, limits.mentions))
  const send = () => ann.get(sendMessage, { id: uuidv7(), roomId, text: '@Ben' })
  await Promise.all(Array.from({ length: limits.unread + 1 }, send))
  expect(await counts(ben)).toEqual([limits.unread, limits.unread])
})

test('sending it again mentions nobody anew (S11, S59)', async () => {
  const { ann, ben, roomId } = await setUp()
  const message = { id: uuidv7(), roomId, text: '@Ben' }
  await ann.get(sendMessage, message)
  expect(await ann.get(sendMessage, message)).toMatchObject({ duplicate: true })
  expect(await counts(ben)).toEqual([1, 1])
})

test('nobody is told of mentions from before they came, or after they have gone (S28, S59)', async () => {
  const { ann, ben } = await setUp()
  const roomId = await openRoom(ann)
  await say(ann, '@room @Ben', roomId)
  await ben.get(joinRoom, { roomId })
  expect(await counts(ben, roomId)).toEqual([0, 0])
  await say(ann, '@room @Ben', roomId)
  await ben.get(leaveRoom, { roomId })
  await say(ann, '@room', roomId)
  expect(await counts(ben, roomId)).toBeUndefined()
  await ben.get(joinRoom, { roomId })
  expect(await counts(ben, roomId)).toEqual([0, 0])
})
