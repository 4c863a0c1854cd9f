import {
  blockUser,
  createRoom,
  deleteMessage,
  editMessage,
  followThread,
  inviteToRoom,
  leaveRoom,
  limits,
  listReaders,
  listThreads,
  MessageId,
  markRead,
  markThreadRead,
  sendMessage,
  setMemberRole,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson } from '../../test/connect-person.ts'
import { ownRooms } from '../../test/make-owner.ts'
import { createThreadWorld } from '../../test/thread-world.ts'

const refusal = (code: string) => ({ ok: false, error: { code } })

test('whoever wrote the root, answers or is mentioned follows a thread, and nobody else (S61)', async () => {
  const { ann, ben, cy, say, seenBy } = await createThreadWorld()
  const root = await say(ann, 'Lunch?')
  expect(await seenBy(ann, root.id)).toMatchObject({ following: false })
  const first = await say(ben, 'Yes', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ following: true, unread: 1, readSeq: root.seq })
  expect(await seenBy(ben, root.id)).toMatchObject({ following: true, unread: 0 })
  expect(await seenBy(cy, root.id)).toMatchObject({ following: false, unread: 0 })
  await say(ben, 'And @Cy?', root.id)
  expect(await seenBy(cy, root.id)).toMatchObject({ following: true, unread: 1, mentions: 1, readSeq: first.seq })
  await say(cy, 'Gladly', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ unread: 3 })
  // Their own does not count, and what they have not read stays unread.
  expect(await seenBy(cy, root.id)).toMatchObject({ unread: 1 })
})

test('somebody who does not want to follow any more follows again once they answer, and not before (S61)', async () => {
  const { ann, ben, say, seenBy, url } = await createThreadWorld()
  const phone = await connectPerson(url, { credentials: ann.credentials })
  const root = await say(ann, 'Lunch?')
  await say(ben, 'Yes', root.id)
  const { thread } = await ann.get(followThread, { rootId: root.id, on: false })
  expect(thread).toMatchObject({ following: false, unread: 0 })
  await phone.hasReceived({ name: 'thread:changed', payload: thread })
  await say(ben, 'Hm', root.id)
  await say(ben, '@Ann?', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ following: false, unread: 0, mentions: 1 })
  await say(ann, 'Sorry', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ following: true, unread: 0, mentions: 0 })
  await say(ben, 'No matter', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ unread: 1 })
})

test('somebody follows a thread by saying so, from where it is then (S61)', async () => {
  const { ann, ben, cy, say, seenBy } = await createThreadWorld()
  const root = await say(ann, 'Lunch?')
  const reply = await say(ben, 'Yes', root.id)
  const { thread } = await cy.get(followThread, { rootId: root.id, on: true })
  expect(thread).toMatchObject({ following: true, unread: 0 })
  await say(ben, 'At noon', root.id)
  expect(await seenBy(cy, root.id)).toMatchObject({ unread: 1 })
  expect(await cy.ask(followThread, { rootId: reply.id, on: true })).toMatchObject(refusal('VALIDATION_FAILED'))
  expect(await cy.ask(followThread, { rootId: uuidv7(), on: true })).toMatchObject(refusal('NOT_FOUND'))
})

test("a thread's mark only moves forward and not beyond the head, and other devices learn of it (S29, S61)", async () => {
  const { ann, ben, say, seenBy, url } = await createThreadWorld()
  const phone = await connectPerson(url, { credentials: ann.credentials })
  const root = await say(ann, 'Lunch?')
  const replies = [await say(ben, 'one', root.id), await say(ben, 'two', root.id), await say(ben, 'three', root.id)]
  const seq = replies[1]?.seq ?? 0
  const { thread } = await ann.get(markThreadRead, { rootId: root.id, seq })
  expect(thread).toMatchObject({ readSeq: seq, unread: 1 })
  await phone.hasReceived({ name: 'thread:changed', payload: thread })
  expect((await ann.get(markThreadRead, { rootId: root.id, seq: 1 })).thread).toMatchObject({ readSeq: seq, unread: 1 })
  expect((await ann.get(markThreadRead, { rootId: root.id, seq: seq + 1_000 })).thread).toMatchObject({
    readSeq: seq + 1,
    unread: 0,
  })
  await say(ben, 'four', root.id)
  expect(await seenBy(ann, root.id)).toMatchObject({ unread: 1 })
})

test('what is unread in threads is not unread in the room, and a deleted message is not unread at all (S29, S61)', async () => {
  const { ann, ben, say, seenBy, summaryOf } = await createThreadWorld()
  const root = await say(ann, 'Lunch?')
  const reply = await say(ben, 'Yes', root.id)
  await say(ben, 'In the timeline')
  expect(await summaryOf(ann)).toMatchObject({ unread: 1, mentions: 0 })
  expect(await seenBy(ann, root.id)).toMatchObject({ unread: 1 })
  await ben.get(deleteMessage, { id: reply.id })
  expect(await seenBy(ann, root.id)).toMatchObject({ unread: 0 })
  expect(await summaryOf(ann)).toMatchObject({ unread: 1 })
})

test('whoever is called into a thread hears of it, also where that is taken back at once (S61)', async () => {
  const { ann, ben, cy, say, roomId } = await createThreadWorld()
  const told = (rootId: MessageId) =>
    cy.hasReceived({ name: 'thread:changed', payload: expect.objectContaining({ rootId, following: true }) })
  const root = await say(ann, 'Lunch?')
  const reply = await say(ben, 'Yes', root.id)
  await Promise.all(['@Cy?', 'Never mind'].map((text) => ben.get(editMessage, { id: reply.id, text })))
  await told(root.id)

  const other = await say(ann, 'Supper?')
  const id = MessageId.parse(uuidv7())
  await ben.get(sendMessage, { id, roomId, text: '@Cy?', threadRoot: other.id })
  await ben.get(deleteMessage, { id })
  await told(other.id)
  // They follow both already.
  cy.received.length = 0
  await say(ben, '@Cy!', root.id)
  await say(ben, '@Cy!')
  await cy.hasReceived({ name: 'room:changed' })
  expect(cy.received.filter(({ name }) => name === 'thread:changed')).toEqual([])
})

test('a mention in a thread counts in the room until the thread has been read up to there (S59, S61)', async () => {
  const { ann, ben, cy, roomId, say, summaryOf, seenBy } = await createThreadWorld()
  const root = await say(ann, 'Lunch?')
  const called = await say(ben, 'Yes, @Cy too', root.id)
  const inThread = { unread: 1, mentions: 1, mentionsInThreads: 1 }
  expect(await summaryOf(cy)).toMatchObject(inThread)
  // The timeline has been read, not the thread.
  await cy.get(markRead, { roomId, seq: called.seq })
  expect(await summaryOf(cy)).toMatchObject({ ...inThread, unread: 0 })
  await say(ben, '@Cy?')
  expect(await summaryOf(cy)).toMatchObject({ unread: 1, mentions: 2, mentionsInThreads: 1 })
  await cy.get(markThreadRead, { rootId: root.id, seq: called.seq })
  expect(await summaryOf(cy)).toMatchObject({ unread: 1, mentions: 1 })
  expect((await summaryOf(cy))?.mentionsInThreads).toBeUndefined()

  // Edited, and deleted: what is not said any more calls nobody.
  const later = await say(ben, 'nobody', root.id)
  await ben.get(editMessage, { id: later.id, text: 'somebody, @Cy' })
  expect(await summaryOf(cy)).toMatchObject({ mentionsInThreads: 1 })
  expect(await seenBy(cy, root.id)).toMatchObject({ mentions: 1, unread: 1 })
  await ben.get(deleteMessage, { id: later.id })
  expect((await summaryOf(cy))?.mentionsInThreads).toBeUndefined()
})

test('in a thread @room is text, and nobody is called by whom they have blocked (S43, S59, S61)', async () => {
  const world = await createThreadWorld()
  const { ann, ben, cy, say, seenBy, summaryOf, thread } = world
  await ownRooms(world, ben)
  const root = await say(ann, 'Lunch?')
  await say(ben, '@room, noon?', root.id)
  expect((await thread(ann, root.id)).texts).toEqual(['@room, noon?'])
  expect(await summaryOf(cy)).toMatchObject({ mentions: 0 })
  await cy.get(blockUser, { userId: ben.credentials.userId, on: true })
  await say(ben, '@Cy?', root.id)
  expect(await seenBy(cy, root.id)).toMatchObject({ following: false, mentions: 0 })
  expect(await summaryOf(cy)).toMatchObject({ mentions: 0 })
})

test('what somebody has written whom one had blocked calls one in a thread once the block is over (S43, S59, S61)', async () => {
  const { ann, ben, cy, say, seenBy, summaryOf } = await createThreadWorld()
  const block = (on: boolean) => cy.get(blockUser, { userId: ben.credentials.userId, on })
  const root = await say(ann, 'Lunch?')
  const early = await say(ann, 'Yes', root.id)
  await block(true)
  await say(ben, '@Cy, soup?', root.id)
  await block(false)
  // It has not made the thread anything to them.
  expect(await seenBy(cy, root.id)).toMatchObject({ following: false, mentions: 0 })
  await block(true)
  await ann.get(editMessage, { id: early.id, text: 'Yes, @Cy' })
  expect(await seenBy(cy, root.id)).toMatchObject({ following: true, unread: 2, mentions: 1 })
  await cy.get(markThreadRead, { rootId: root.id, seq: early.seq })
  const last = await say(ben, '@Cy, or bread?', root.id)
  expect(await seenBy(cy, root.id)).toMatchObject({ unread: 2, mentions: 0 })
  await block(false)
  expect(await seenBy(cy, root.id)).toMatchObject({ unread: 2, mentions: 2 })
  expect(await summaryOf(cy)).toMatchObject({ mentions: 2, mentionsInThreads: 2 })
  await cy.get(markThreadRead, { rootId: root.id, seq: last.seq })
  expect(await seenBy(cy, root.id)).toMatchObject({ unread: 0, mentions: 0 })
})

test('of messages that come at once each counts as if it had come by itself (S61)', async () => {
  const { ann, ben, cy, say, seenBy } = await createThreadWorld()
  await cy.get(blockUser, { userId: ben.credentials.userId, on: true })
  const root = await say(ann, 'Lunch?')
  const people = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ben : ann))
  const said = await Promise.all(people.map(async (person) => ({ person, ...(await say(person, '@Cy?', root.id)) })))
  const first = Math.min(...said.flatMap(({ person, seq }) => (person === ann ? seq : [])))
  expect(await seenBy(cy, root.id)).toMatchObject({
    following: true,
    readSeq: first - 1,
    unread: said.filter(({ seq }) => seq >= first).length,
    mentions: 20,
  })
})

test('the followed threads come with the sync and page by page, the latest reply first (S61)', async () => {
  const { ann, ben, cy, say, roomId } = await createThreadWorld()
  const texts = Array.from({ length: limits.threadsPage + 2 }, (_, index) => `root ${index}`)
  const roots = await Promise.all(texts.map((text) => say(ann, text)))
  for (const root of roots) await say(ben, 'reply', root.id)
  await say(cy, 'latest', roots[3]?.id)
  const latestFirst = [roots[3], ...roots.toReversed().filter((root) => root !== roots[3])].map((root) => root?.id)

  const first = await ann.get(listThreads, {})
  expect(first.threads.map(({ rootId }) => rootId)).toEqual(latestFirst.slice(0, limits.threadsPage))
  expect(first.roots.map(({ id }) => id)).toEqual(first.threads.map(({ rootId }) => rootId))
  expect(first.roots[0]).toMatchObject({ replyCount: 2, repliers: [ben.credentials.userId, cy.credentials.userId] })
  expect(first.users.map(({ name }) => name).sort()).toEqual(['Ann', 'Ben', 'Cy'])
  const { cursor } = first
  const second = await ann.get(listThreads, { ...(cursor && { cursor }) })
  expect(second.threads.map(({ rootId }) => rootId)).toEqual(latestFirst.slice(limits.threadsPage))
  expect(second.cursor).toBeUndefined()
  expect(await ann.ask(listThreads, { cursor: 'nonsense' })).toMatchObject(refusal('VALIDATION_FAILED'))

  const { threads, moreThreads } = await ann.get(syncSession, { cursors: {} })
  expect(threads?.map(({ rootId }) => rootId)).toEqual(latestFirst)
  expect(threads?.[0]).toMatchObject({ roomId, following: true, unread: 2, mentions: 0 })
  expect(moreThreads).toBeUndefined()
  expect((await cy.get(syncSession, { cursors: {} })).threads).toMatchObject([{ rootId: roots[3]?.id, unread: 0 }])
})

test('a thread that somebody follows before anybody has answered comes last in the sync, and is not among the pages (S61)', async () => {
  const { ann, ben, cy, say } = await createThreadWorld()
  const early = await say(ann, 'Supper?')
  await cy.get(followThread, { rootId: early.id, on: true })
  const answered = await say(ann, 'Lunch?')
  await say(ben, '@Cy?', answered.id)
  const { threads } = await cy.get(syncSession, { cursors: {} })
  expect(threads).toMatchObject([
    { rootId: answered.id, unread: 1 },
    { rootId: early.id, following: true, readSeq: early.seq, unread: 0 },
  ])
  expect((await cy.get(listThreads, {})).threads).toMatchObject([{ rootId: answered.id }])
})

test('whoever leaves the room has nothing to do with its threads any more, also when they are back (S28, S61)', async () => {
  const { ann, ben, say, seenBy } = await createThreadWorld()
  const { room } = await ann.get(createRoom, { id: uuidv7(), kind: 'private', name: 'Kitchen' })
  await ann.get(inviteToRoom, { roomId: room.id, userIds: [ben.credentials.userId] })
  const root = await say(ben, 'Lunch?', undefined, room.id)
  const reply = await say(ann, 'Yes, @Ben', root.id, room.id)
  expect((await ben.get(listThreads, {})).threads).toHaveLength(1)
  await ben.get(leaveRoom, { roomId: room.id })
  expect(await ben.get(listThreads, {})).toMatchObject({ threads: [], roots: [], users: [] })
  expect(await seenBy(ben, root.id)).toBeUndefined()
  expect(await ben.ask(markThreadRead, { rootId: root.id, seq: reply.seq })).toMatchObject(refusal('NOT_FOUND'))
  // Whoever is not there does not follow again because others answer.
  await say(ann, 'Ben?', root.id, room.id)
  await ann.get(inviteToRoom, { roomId: room.id, userIds: [ben.credentials.userId] })
  expect(await seenBy(ben, root.id)).toMatchObject({ following: false, unread: 0, mentions: 0 })
  await say(ann, 'Back?', root.id, room.id)
  expect(await seenBy(ben, root.id)).toMatchObject({ following: true })
  await ann.get(setMemberRole, { roomId: room.id, userId: ben.credentials.userId, role: 'moderator' })
})

test('nobody is told who has read a message in a thread (S58, S61)', async () => {
  const { ann, ben, roomId, say } = await createThreadWorld()
  const root = await say(ann, 'Lunch?')
  const reply = await say(ann, 'Anybody?', root.id)
  await ben.get(markRead, { roomId, seq: reply.seq })
  expect((await ann.get(listReaders, { messageId: root.id })).userIds).toEqual([ben.credentials.userId])
  expect((await ann.get(listReaders, { messageId: reply.id })).userIds).toEqual([])
})

test('in a direct conversation of two of whom one has blocked the other no thread goes on (S43, S61)', async () => {
  const { ann, ben, say } = await createThreadWorld()
  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [ben.credentials.userId] })
  const root = await say(ann, 'Hello', undefined, room.id)
  await ben.get(blockUser, { userId: ann.credentials.userId, on: true })
  const message = { id: uuidv7(), roomId: room.id, text: 'Still there?', threadRoot: root.id }
  expect(await ann.ask(sendMessage, message)).toMatchObject(refusal('FORBIDDEN'))
})
