import {
  blockUser,
  createRoom,
  deleteMessage,
  editMessage,
  getRoom,
  joinRoom,
  leaveRoom,
  markRead,
  type RoomId,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { createBadgeLedger } from '../../test/badge-ledger.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'
import { startServer } from '../../test/start-server.ts'

const NAMES = ['Ann', 'Ben', 'Cid']
const TEXTS = ['@Ann', '@Ben @Cid', '@room', '@Ann @room', '@Cid hello', 'hello', '@Nobody']
const DEVICES_EACH = 2
const STEPS = 250

test('whatever people do, on every device every badge is what counting from scratch brings (S29, S59)', async ({
  annotate,
}) => {
  const { url } = await startServer()
  const random = createRandom()
  await annotate(`CHAT_SEED=${random.seed}`)
  const ledger = createBadgeLedger()
  const any = <T>(items: readonly T[]): T => {
    const item = items[random.integer(0, items.length - 1)]
    if (item === undefined) throw new Error('There is nothing to choose from')
    return item
  }

  const firsts = await Promise.all(NAMES.map((name) => joinGeneral(url, { name })))
  const devices: { name: string; person: Person }[] = []
  for (const [index, { credentials }] of firsts.entries()) {
    for (let count = 0; count < DEVICES_EACH; count += 1)
      devices.push({ name: NAMES[index] ?? '', person: await joinGeneral(url, { credentials }) })
  }
  const idOf = (name: string) => {
    const person = firsts[NAMES.indexOf(name)]
    if (!person) throw new Error('Nobody is called so')
    return person.credentials.userId
  }

  const rooms: RoomId[] = []
  for (const { person, name } of devices.filter((_, index) => index % DEVICES_EACH === 0).slice(0, 2)) {
    const { room } = await person.get(createRoom, { kind: 'public', name: `The room of ${name}` })
    ledger.opened(room.id, name, room.head)
    rooms.push(room.id)
  }
  const seen = { mentions: 0, outside: 0 }

  async function say({ name, person }: (typeof devices)[number], roomId: RoomId, text: string): Promise<void> {
    const [id, again] = [uuidv7(), random.oneIn(5)]
    const { seq } = await person.get(sendMessage, { id, roomId, text })
    // As after a lost ack.
    if (again) await person.get(sendMessage, { id, roomId, text })
    ledger.posted(id, { room: roomId, seq, author: name, text })
  }

  type Device = (typeof devices)[number]
  type Act = (device: Device, roomId: RoomId, text: string) => Promise<void>

  const block: Act = async ({ name, person }) => {
    const other = any(NAMES.filter((one) => one !== name))
    const on = random.oneIn(2)
    await person.get(blockUser, { userId: idOf(other), on })
    ledger.blocked(name, other, on)
  }
  const reconnect: Act = async (device) => {
    device.person.socket.close()
    device.person = await joinGeneral(url, { credentials: device.person.credentials })
  }
  const join: Act = async ({ name, person }, roomId) => {
    const { room } = await person.get(joinRoom, { roomId })
    if (!ledger.isIn(roomId, name)) ledger.joined(roomId, name, room.head)
  }
  const leave: Act = async ({ name, person }, roomId) => {
    // The only owner stays.
    const { ok } = await person.ask(leaveRoom, { roomId })
    if (ok) ledger.left(roomId, name)
  }
  const read: Act = async ({ name, person }, roomId) => {
    const { room } = await person.get(getRoom, { address: roomId })
    const { seq } = await person.get(markRead, { roomId, seq: Math.max(0, room.head - random.integer(0, 20)) })
    ledger.read(roomId, name, seq)
  }
  /** Many at once, by everybody who is there. */
  const crowd: Act = async (device, roomId, text) => {
    const there = devices.filter(({ name }) => ledger.isIn(roomId, name))
    await Promise.all(
      Array.from({ length: 60 }, (_, count) => say(there[count % there.length] ?? device, roomId, text)),
    )
  }
  const edit: Act = async ({ name, person }, roomId, text) => {
    const mine = ledger.postsOf(roomId, name)
    if (mine.length === 0) return
    const id = any(mine)
    await person.get(editMessage, { id, text })
    ledger.edited(id, text)
  }
  const takeBack: Act = async ({ name, person }, roomId) => {
    const mine = ledger.postsOf(roomId, name)
    if (mine.length === 0) return
    const id = any(mine)
    await person.get(deleteMessage, { id })
    ledger.deleted(id)
  }
  const inside = [
    say,
    say,
    say,
    say,
    say,
    say,
    edit,
    edit,
    edit,
    edit,
    takeBack,
    takeBack,
    read,
    read,
    read,
    crowd,
    leave,
  ]

  async function step(): Promise<void> {
    const [device, roomId] = [any(devices), any(rooms)]
    const there = ledger.isIn(roomId, device.name) ? any(inside) : join
    const act = any([block, reconnect, ...Array<Act>(20).fill(there)])
    await act(device, roomId, any(TEXTS))
  }

  async function check({ name, person }: Device): Promise<void> {
    const { rooms: listed } = await person.get(syncSession, { cursors: {} })
    for (const roomId of rooms) {
      const expected = ledger.badge(roomId, name)
      const room = listed.find(({ id }) => id === roomId)
      expect(room && [room.unread, room.mentions], `${name} after CHAT_SEED=${random.seed}`).toEqual(expected)
      if (!expected) seen.outside += 1
      else if (expected[1] > 0) seen.mentions += 1
    }
  }

  for (let count = 1; count <= STEPS; count += 1) {
    await step()
    if (count % 20 === 0) for (const device of devices) await check(device)
  }
  // Nobody need have left meanwhile. Cid owns no room, so that nothing keeps him in.
  for (const device of devices.filter(({ name }) => name === 'Cid')) {
    for (const roomId of rooms) await leave(device, roomId, '')
    await check(device)
  }
  expect(seen.mentions).toBeGreaterThan(0)
  expect(seen.outside).toBeGreaterThan(0)
}, 120_000)
