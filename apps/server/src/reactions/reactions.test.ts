import {
  blockUser,
  createRoom,
  Emoji,
  getRoomChanges,
  getRoomHistory,
  limits,
  listReactions,
  type Message,
  MessageId,
  removeMember,
  sendMessage,
  setReaction,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { commitAsFrames } from '../../test/committed-change.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { ownRooms } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'
import type { ChangeReaction } from './change-reaction.ts'

async function setUp() {
  const server = await startServer()
  const join = (name: string) => joinGeneral(server.url, { name })
  const [ann, ben, cid] = [await join('Ann'), await join('Ben'), await join('Cid')]
  const { roomId } = ann
  const id = uuidv7()
  const message = await ann.get(sendMessage, { id, roomId, text: 'Cake in the kitchen' })
  const react = (person: Person, emoji: string, on = true, messageId = id) =>
    person.ask(setReaction, { messageId, emoji, on })
  const history = async (person: Person) => (await person.get(getRoomHistory, { roomId })).messages.at(-1)
  const own = (person: Person) => ownRooms(server, person)
  return { ...server, ann, ben, cid, roomId, id, posted: message.seq, react, history, own }
}

const idOf = ({ credentials }: Person) => credentials.userId
const ok = (seq: number) => ({ ok: true, data: { seq } })
const refused = (code: string) => ({ ok: false, error: { code } })

test('everybody sees who reacts with what, who is there and who was away (S56)', async () => {
  const { url, ann, ben, cid, roomId, id, posted, react, history } = await setUp()
  expect(await react(ben, '🎉')).toEqual(ok(posted + 1))
  expect(await react(cid, '👍')).toEqual(ok(posted + 2))
  expect(await react(cid, '🎉')).toEqual(ok(posted + 3))
  const reactions = [
    { emoji: '🎉', userIds: [idOf(ben), idOf(cid)] },
    { emoji: '👍', userIds: [idOf(cid)] },
  ]
  const frame = { roomId, from: posted + 2, to: posted + 3, head: posted + 3 }
  const text = 'Cake in the kitchen'
  await ann.hasReceived({ name: 'room:changed', payload: expect.objectContaining(frame) })
  expect(ann.framesOf(roomId).at(-1)?.messages).toMatchObject([{ id, seq: posted, text, reactions }])
  expect(await history(ann)).toMatchObject({ id, reactions })
  const away = await joinGeneral(url, { credentials: ben.credentials })
  const { changes, rooms } = await away.get(syncSession, { cursors: { [roomId]: posted } })
  expect(changes).toMatchObject([{ from: posted, to: posted + 3, messages: [{ id, text, reactions }] }])
  expect(changes[0]?.messages).toHaveLength(1)
  expect(changes[0]).not.toHaveProperty('reacted')
  expect(rooms[0]?.lastMessage).toMatchObject({ id, text })
  expect(rooms[0]?.lastMessage).not.toHaveProperty('reactions')
})

test('what is so already changes nothing, and what was taken back is gone (S56)', async () => {
  const { ann, ben, posted, react, history } = await setUp()
  expect(await react(ben, '🎉', false)).toEqual(ok(posted))
  expect(await react(ben, '🎉')).toEqual(ok(posted + 1))
  expect(await react(ben, '🎉')).toEqual(ok(posted + 1))
  expect(await react(ben, '❤️')).toEqual(ok(posted + 2))
  expect(await react(ben, '❤')).toEqual(ok(posted + 2))
  expect(await react(ben, '🎉', false)).toEqual(ok(posted + 3))
  expect((await history(ann))?.reactions).toEqual([{ emoji: '❤️', userIds: [idOf(ben)] }])
  expect(await react(ben, '❤', false)).toEqual(ok(posted + 4))
  expect(await history(ann)).not.toHaveProperty('reactions')
  const both = await Promise.all([react(ann, '👀'), react(ben, '👀'), react(ann, '👀')])
  expect(both.map(({ ok }) => ok)).toEqual([true, true, true])
  const [eyes, ...more] = (await history(ann))?.reactions ?? []
  expect(more).toEqual([])
  // Whoever's request is there first.
  expect(eyes?.userIds.toSorted()).toEqual([idOf(ann), idOf(ben)].toSorted())
})

test('reactions do not count as unread (S29, S56)', async () => {
  const { ann, ben, react } = await setUp()
  await react(ann, '👍')
  await react(ben, '👍')
  expect((await ben.get(syncSession, { cursors: {} })).rooms[0]?.unread).toBe(1)
  expect((await ann.get(syncSession, { cursors: {} })).rooms[0]?.unread).toBe(0)
})

test('in a read-only room everybody reacts, in an archived one nobody (S32, S56)', async () => {
  const { ann, ben, roomId, posted, react, own } = await setUp()
  await own(ann)
  await ann.get(updateRoom, { roomId, readOnly: true })
  expect(await react(ben, '👍')).toEqual(ok(posted + 2))
  await ann.get(updateRoom, { roomId, archived: true })
  expect(await react(ben, '🎉')).toMatchObject(refused('ROOM_ARCHIVED'))
  expect(await react(ben, '👍', false)).toMatchObject(refused('ROOM_ARCHIVED'))
})

test('a message that one cannot see is one that nobody has written (S9, S28, S56)', async () => {
  const { ann, ben, cid, roomId, id, posted, react, own, database } = await setUp()
  const unknown = await react(ben, '👍', true, uuidv7())
  expect(unknown).toMatchObject(refused('NOT_FOUND'))
  const { room } = await ann.get(createRoom, { kind: 'private', name: 'Elsewhere' })
  const elsewhere = uuidv7()
  await ann.get(sendMessage, { id: elsewhere, roomId: room.id, text: 'secret' })
  expect(await react(ben, '👍', true, elsewhere)).toEqual(unknown)
  expect(await ben.ask(listReactions, { messageId: elsewhere, emoji: '👍' })).toEqual(unknown)
  // A room that one is in does not open a message of another.
  const messageId = MessageId.parse(elsewhere)
  const change = { kind: 'reaction.set', roomId, actorId: idOf(ben), messageId, emoji: '👍', on: true } as const
  expect(await database.commit([change])).toMatchObject([{ status: 'refused', code: 'NOT_FOUND' }])
  await own(ann)
  await react(ben, '👍')
  const left = await ann.get(removeMember, { roomId, userId: idOf(ben) })
  expect(await react(ben, '🎉')).toEqual(unknown)
  expect(await ben.ask(listReactions, { messageId: id, emoji: '👍' })).toEqual(unknown)
  await react(cid, '👍')
  await cid.hasReceived({ name: 'room:changed', payload: expect.objectContaining({ to: left.seq + 1 }) })
  expect(ben.framesOf(roomId).at(-1)?.to).toBeLessThan(left.seq)
  expect(left.seq).toBe(posted + 2)
})

test('reactions go with the message that is deleted, and none comes later (S50, S56)', async () => {
  const { ann, ben, roomId, id, posted, react, history, database } = await setUp()
  await react(ben, '👍')
  const messageId = MessageId.parse(id)
  await database.commit([{ kind: 'message.deleted', roomId, actorId: idOf(ann), messageId }])
  expect(await history(ben)).toMatchObject({ id, text: '' })
  expect(await history(ben)).not.toHaveProperty('reactions')
  expect(await react(ben, '🎉')).toMatchObject(refused('NOT_FOUND'))
  expect(await ben.get(listReactions, { messageId, emoji: '👍' })).toEqual({ userIds: [], users: [] })
  const changes = await ben.get(getRoomChanges, { roomId, after: posted })
  expect(changes.messages).toMatchObject([{ id, text: '', deletedAt: expect.any(Number) }])
  expect(await database.read.selectFrom('reactions').selectAll().execute()).toEqual([])
})

test('while one of two has blocked the other, neither reacts (S43, S56)', async () => {
  const { ann, ben, react } = await setUp()
  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [idOf(ben)] })
  const id = uuidv7()
  await ann.get(sendMessage, { id, roomId: room.id, text: 'hello' })
  await ben.get(blockUser, { userId: idOf(ann), on: true })
  const answer = await react(ann, '👍', true, id)
  expect(answer).toMatchObject(refused('FORBIDDEN'))
  expect(await react(ben, '👍', true, id)).toEqual(answer)
})

test('a message takes twenty different emoji, each from as many people as like (S56)', async () => {
  const { ann, ben, react, history } = await setUp()
  const faces = Array.from({ length: limits.reactionEmojis }, (_, index) => String.fromCodePoint(0x1f600 + index))
  for (const face of faces) expect(await react(ann, face)).toMatchObject({ ok: true })
  expect(await react(ben, '🎉')).toMatchObject(refused('FORBIDDEN'))
  expect(await react(ben, '😀')).toMatchObject({ ok: true })
  await react(ann, '😁', false)
  expect(await react(ben, '🎉')).toMatchObject({ ok: true })
  expect((await history(ben))?.reactions?.map(({ emoji }) => emoji)).toEqual(['😀', ...faces.slice(2), '🎉'])
})

/** So many people react as if they had come one after another. */
async function addReactions(
  { database, roomId, id }: Pick<Awaited<ReturnType<typeof setUp>>, 'database' | 'roomId' | 'id'>,
  count: number,
): Promise<void> {
  const messageId = MessageId.parse(id)
  for (let number = 0; number < count; number += 1) {
    const actorId = await addPerson(database, `Person ${number}`)
    await database.commit([{ kind: 'member.joined', roomId, actorId, userId: actorId, role: 'member' }])
    await database.commit([{ kind: 'reaction.set', roomId, actorId, messageId, emoji: '👍', on: true }])
  }
}

test('where many react, everybody knows how many do and whether they do themselves (S56)', async () => {
  const world = await setUp()
  const { url, ann, ben, cid, roomId, id, react, history } = world
  await addReactions(world, limits.reactionsNamed - 1)
  const { seq } = await ben.get(setReaction, { messageId: id, emoji: '👍', on: true })
  const named = (await history(cid))?.reactions
  expect(named).toMatchObject([{ emoji: '👍' }])
  expect(named?.[0]?.userIds).toHaveLength(limits.reactionsNamed)
  expect(named?.[0]).not.toHaveProperty('count')

  await react(ben, '🎉')
  const last = await cid.get(setReaction, { messageId: id, emoji: '👍', on: true })
  const first = named?.[0]?.userIds.slice(0, limits.reactionsNamedEach) ?? []
  const count = limits.reactionsNamed + 1
  const party = { emoji: '🎉', userIds: [idOf(ben)] }
  await ann.hasReceived({ name: 'room:changed', payload: expect.objectContaining({ to: last.seq }) })
  const frame = ann.framesOf(roomId).at(-1)
  expect(frame?.messages[0]?.reactions).toEqual([{ emoji: '👍', userIds: first, count }, party])
  expect(frame?.reacted).toEqual([{ messageId: id, userId: idOf(cid), emojis: ['👍'] }])
  // Whoever reads a page is among those who are named.
  expect((await history(ben))?.reactions).toEqual([{ emoji: '👍', userIds: [...first, idOf(ben)], count }, party])
  expect((await history(ann))?.reactions).toEqual([{ emoji: '👍', userIds: first, count }, party])
  // Who was away learns of themselves what other devices did, and takes it back by the same way.
  const away = await joinGeneral(url, { credentials: ben.credentials })
  const changes = await away.get(getRoomChanges, { roomId, after: seq - 1 })
  expect(changes.messages[0]?.reactions).toEqual([{ emoji: '👍', userIds: first, count }, party])
  expect(changes.reacted).toEqual([
    { messageId: id, userId: idOf(ben), emojis: ['👍', '🎉'] },
    { messageId: id, userId: idOf(cid), emojis: ['👍'] },
  ])
  await react(ben, '🎉', false)
  const { reacted } = await away.get(getRoomChanges, { roomId, after: last.seq })
  expect(reacted).toEqual([{ messageId: id, userId: idOf(ben), emojis: ['👍'] }])
})

test('one frame for many reactions tells each of them about themselves, however the message names them by then (S17, S56)', async () => {
  const world = await setUp()
  const { ann, ben, cid, roomId, id, database } = world
  const messageId = MessageId.parse(id)
  const change = (person: Person, on: boolean): ChangeReaction => ({
    kind: 'reaction.set',
    roomId,
    actorId: idOf(person),
    messageId,
    emoji: '👍',
    on,
  })
  const told = (person: Person, emojis: string[]) => ({ messageId, userId: idOf(person), emojis })
  await addReactions(world, limits.reactionsNamed - 1)
  const [beyond, ...more] = await commitAsFrames(database, [change(ann, true), change(ben, true), change(cid, true)])
  expect(more).toEqual([])
  expect(beyond?.messages).toMatchObject([{ reactions: [{ count: limits.reactionsNamed + 2 }] }])
  expect(beyond?.reacted).toEqual([told(ann, ['👍']), told(ben, ['👍']), told(cid, ['👍'])])
  const [below] = await commitAsFrames(database, [change(ann, false), change(cid, false)])
  expect(below?.messages[0]?.reactions?.[0]?.userIds).toContain(idOf(ben))
  expect(below?.messages[0]?.reactions?.[0]?.userIds).toHaveLength(limits.reactionsNamed)
  expect(below).not.toHaveProperty('reacted')
})

test('everybody who reacts is listed, page by page (S56)', async () => {
  const world = await setUp()
  const { ann, ben, id, react } = world
  await addReactions(world, limits.reactionsPage)
  await react(ben, '👍')
  await react(ben, '🎉')
  const page = await ann.get(listReactions, { messageId: id, emoji: '👍' })
  expect(page.userIds).toHaveLength(limits.reactionsPage)
  expect(page.users).toHaveLength(limits.reactionsPage)
  const { cursor = '' } = page
  const rest = await ann.get(listReactions, { messageId: id, emoji: '👍', cursor })
  expect(rest).toEqual({ userIds: [idOf(ben)], users: [{ id: idOf(ben), name: 'Ben', guest: true }] })
  const wrong = await ann.ask(listReactions, { messageId: id, emoji: '👍', cursor: 'nonsense' })
  expect(wrong).toMatchObject(refused('VALIDATION_FAILED'))
})

test('the largest messages with the most reactions fit into a frame (S7, S56)', async () => {
  const { database, ann, ben, roomId } = await setUp()
  const text = '\u0001'.repeat(limits.messageText.max - 1).concat('.')
  const ids = [uuidv7(), uuidv7()]
  for (const id of ids) await ann.get(sendMessage, { id, roomId, text })
  const family = ['👩', '👨'].flatMap((one) => ['🏻', '🏼', '🏽', '🏾', '🏿'].map((tone) => `${one}${tone}`))
  const emojis = family.flatMap((one) => [`${one}\u200d❤️\u200d💋\u200d👨🏻`, `${one}\u200d❤️\u200d👨🏿`])
  expect(emojis.filter((emoji) => Emoji.safeParse(emoji).success)).toHaveLength(limits.reactionEmojis)
  const people = await Promise.all(Array.from({ length: 4 }, (_, number) => addPerson(database, `Person ${number}`)))
  for (const message_id of ids.map((id) => MessageId.parse(id))) {
    const rows = people.flatMap((user_id, one) =>
      emojis.map((emoji, other) => ({ message_id, user_id, emoji, seq: one * emojis.length + other + 1 })),
    )
    await database.write.insertInto('reactions').values(rows).execute()
    await database.write.updateTable('messages').set({ changed_seq: 1 }).where('id', '=', message_id).execute()
  }
  const { seq } = await ben.get(sendMessage, { id: uuidv7(), roomId, text: 'x' })
  const page = await ben.get(getRoomHistory, { roomId, around: seq - 1 })
  const told: Message[] = page.messages.filter(({ reactions }) => reactions)
  expect(told.length).toBeGreaterThan(0)
  expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(limits.frameBytes - 100)
})
