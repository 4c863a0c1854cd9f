import {
  blockUser,
  createRoom,
  joinRoom,
  leaveRoom,
  limits,
  listMembers,
  markDelivered,
  markRead,
  type RoomId,
  sendMessage,
  setReceipts,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const idOf = ({ credentials }: Person) => credentials.userId

/** Ann and Ben have a conversation, in which Ann has said something and looks on. */
async function setUp() {
  const server = await startServer()
  const [ann, ben] = [await joinGeneral(server.url, { name: 'Ann' }), await joinGeneral(server.url, { name: 'Ben' })]
  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [idOf(ben)] })
  const { seq } = await ann.get(sendMessage, { id: uuidv7(), roomId: room.id, text: 'hello' })
  await ann.get(watchPresence, { roomIds: [room.id] })
  return { ...server, ann, ben, roomId: room.id, seq }
}

const told = ({ received }: Person) => received.filter(({ name }) => name === 'delivery:marked')

/** How far messages have arrived, as one may know it of the other. */
async function deliveredTo(other: Person, one: Person, roomId: RoomId) {
  const { members } = await one.get(listMembers, { roomId })
  const { lastReadSeq, deliveredSeq = lastReadSeq } = members.find(({ userId }) => userId === idOf(other)) ?? {}
  return deliveredSeq
}

test('that a message has arrived is told to who looks on, once, and is known after a new start (S69)', async () => {
  const { ann, ben, roomId, seq, stop, storage } = await setUp()
  await ben.get(markDelivered, { rooms: [{ roomId, seq }] })
  await ann.hasReceived({ name: 'delivery:marked', payload: [{ roomId, userId: idOf(ben), seq }] })
  await ben.get(markDelivered, { rooms: [{ roomId, seq }] })
  await ben.get(markDelivered, { rooms: [{ roomId, seq: 1 }] })
  expect(told(ben)).toEqual([])
  expect(await deliveredTo(ben, ann, roomId)).toBe(seq)
  await stop()
  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: ann.credentials })
  const { members } = await back.get(listMembers, { roomId })
  expect(members.find(({ userId }) => userId === idOf(ben))).toMatchObject({ lastReadSeq: 0, deliveredSeq: seq })
  expect(told(ann)).toHaveLength(1)
})

test('what is read has arrived, and nothing arrives beyond what is there (S69)', async () => {
  const { ann, ben, roomId, seq, database } = await setUp()
  await ben.get(markRead, { roomId, seq })
  expect(await deliveredTo(ben, ann, roomId)).toBe(seq)
  const kept = database.read.selectFrom('members').select('delivered_seq').where('room_id', '=', roomId)
  expect(await kept.where('user_id', '=', idOf(ben)).executeTakeFirst()).toEqual({ delivered_seq: seq })
  await ben.get(markDelivered, { rooms: [{ roomId, seq: 1_000_000 }] })
  expect(await deliveredTo(ben, ann, roomId)).toBe(seq)
})

test('whoever has turned receipts off neither gives nor gets it, and whom a block is between (S58, S69)', async () => {
  const { ann, ben, roomId, seq } = await setUp()
  await ben.get(setReceipts, { on: false })
  await ben.get(markDelivered, { rooms: [{ roomId, seq }] })
  await ben.get(setReceipts, { on: true })
  expect(await deliveredTo(ben, ann, roomId)).toBe(0)
  await ben.get(markDelivered, { rooms: [{ roomId, seq }] })
  expect(await deliveredTo(ben, ann, roomId)).toBe(seq)
  await ann.get(setReceipts, { on: false })
  expect(await deliveredTo(ben, ann, roomId)).toBe(0)
  await ann.get(setReceipts, { on: true })
  await ben.get(blockUser, { userId: idOf(ann), on: true })
  expect(await deliveredTo(ben, ann, roomId)).toBe(0)
})

test('rooms that one is not in, and large ones, are left out, and the others are taken (S9, S69)', async () => {
  const { ann, ben, roomId, seq, database } = await setUp()
  const { room: secret } = await ann.get(createRoom, { kind: 'private', name: 'Secret' })
  const { room: left } = await ann.get(createRoom, { kind: 'public', name: 'Left' })
  await ben.get(joinRoom, { roomId: left.id })
  await ben.get(leaveRoom, { roomId: left.id })
  for (let count = 0; count < limits.receiptMembers; count += 1) {
    const userId = await addPerson(database, `Person ${count}`)
    await database.commit([{ kind: 'member.joined', roomId: ann.roomId, actorId: userId, userId, role: 'member' }])
  }
  const large = await ann.get(sendMessage, { id: uuidv7(), roomId: ann.roomId, text: 'hello' })
  const rooms = [
    { roomId: secret.id, seq: 1 },
    { roomId: left.id, seq: 1 },
    { roomId: ann.roomId, seq: large.seq },
    { roomId, seq },
  ]
  expect(await ben.get(markDelivered, { rooms })).toEqual({})
  expect(await deliveredTo(ben, ann, roomId)).toBe(seq)
  const rows = await database.read.selectFrom('members').selectAll().where('user_id', '=', idOf(ben)).execute()
  expect(rows.filter(({ delivered_seq }) => delivered_seq > 0).map(({ room_id }) => room_id)).toEqual([roomId])
})
