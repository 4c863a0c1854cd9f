import {
  blockUser,
  createRoom,
  deleteMessage,
  editMessage,
  followThread,
  getRoom,
  getThreads,
  joinRoom,
  leaveRoom,
  MessageId,
  markRead,
  markThreadRead,
  type RoomId,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { createBadgeLedger } from './badge-ledger.ts'
import { joinGeneral, type Person } from './connect-person.ts'
import type { Random } from './faults/seeded-random.ts'

const NAMES = ['Ann', 'Ben', 'Cid']
const TEXTS = ['@Ann', '@Ben @Cid', '@room', '@Ann @room', '@Cid hello', 'hello', '@Nobody']
const DEVICES_EACH = 2
const MANY = 60

interface Device {
  readonly name: string
  person: Person
}

/** What somebody writes: it takes a place in the log, and counts from there on. */
interface Written {
  readonly seq: number
  readonly note: () => void
}

type Write = (device: Device, roomId: RoomId, text: string) => Promise<Written | undefined>
type Act = (device: Device, roomId: RoomId, text: string) => Promise<unknown>

/** Three people with two devices each, in two rooms of their own and in the threads there, who do what chance has them do. */
export async function createBadgeWorld(url: string, random: Random) {
  const ledger = createBadgeLedger()
  const any = <T>(items: readonly T[]): T => {
    const item = items[random.integer(0, items.length - 1)]
    if (item === undefined) throw new Error('There is nothing to choose from')
    return item
  }
  const firsts = await Promise.all(NAMES.map((name) => joinGeneral(url, { name })))
  const idOf = (name: string) => {
    const person = firsts[NAMES.indexOf(name)]
    if (!person) throw new Error('Nobody is called so')
    return person.credentials.userId
  }
  const devices: Device[] = []
  for (const [index, { credentials }] of firsts.entries()) {
    for (let count = 0; count < DEVICES_EACH; count += 1)
      devices.push({ name: NAMES[index] ?? '', person: await joinGeneral(url, { credentials }) })
  }
  const rooms: RoomId[] = []
  for (const { person, name } of devices.filter((_, index) => index % DEVICES_EACH === 0).slice(0, 2)) {
    const { room } = await person.get(createRoom, { kind: 'public', name: `The room of ${name}` })
    ledger.opened(room.id, name, room.head)
    rooms.push(room.id)
  }
  const rootsOf = (roomId: RoomId): MessageId[] => ledger.rootsOf(roomId).map((id) => MessageId.parse(id))

  async function post(
    { name, person }: Device,
    roomId: RoomId,
    text: string,
    where: { readonly threadRoot?: MessageId; readonly replyTo?: MessageId } = {},
  ): Promise<Written> {
    const [id, again] = [uuidv7(), random.oneIn(5)]
    const { seq } = await person.get(sendMessage, { id, roomId, text, ...where })
    // As after a lost ack.
    if (again) await person.get(sendMessage, { id, roomId, text, ...where })
    const { threadRoot: root, replyTo } = where
    return { seq, note: () => ledger.posted(id, { room: roomId, seq, author: name, text, root, replyTo }) }
  }
  const say: Write = (device, roomId, text) => post(device, roomId, text)
  const answer: Write = async (device, roomId, text) => {
    const roots = rootsOf(roomId)
    return roots.length > 0 ? post(device, roomId, text, { replyTo: any(roots) }) : undefined
  }
  const reply: Write = async (device, roomId, text) => {
    const roots = rootsOf(roomId)
    return roots.length > 0 ? post(device, roomId, text, { threadRoot: any(roots) }) : undefined
  }
  const edit: Write = async ({ name, person }, roomId, text) => {
    const mine = ledger.postsOf(roomId, name)
    if (mine.length === 0) return undefined
    const id = any(mine)
    const { seq } = await person.get(editMessage, { id, text })
    return { seq, note: () => ledger.edited(id, text) }
  }
  const takeBack: Write = async ({ name, person }, roomId) => {
    const mine = ledger.postsOf(roomId, name)
    if (mine.length === 0) return undefined
    const id = any(mine)
    const { seq } = await person.get(deleteMessage, { id })
    return { seq, note: () => ledger.deleted(id) }
  }
  const alone =
    (write: Write): Act =>
    async (...step) => {
      const written = await write(...step)
      written?.note()
    }

  /** Many at once, by everybody who is there. What came first, the log says. */
  const crowd =
    (...writes: Write[]): Act =>
    async (device, roomId, text) => {
      const there = devices.filter(({ name }) => ledger.isIn(roomId, name))
      const said = await Promise.all(
        Array.from({ length: random.integer(2, MANY) }, (_, count) =>
          any(writes)(there[count % there.length] ?? device, roomId, random.oneIn(2) ? text : any(TEXTS)),
        ),
      )
      for (const { note } of said.flatMap((one) => one ?? []).sort((one, other) => one.seq - other.seq)) note()
    }

  const block: Act = async ({ name, person }) => {
    const other = any(NAMES.filter((one) => one !== name))
    const on = !ledger.hasBlocked(name, other)
    await person.get(blockUser, { userId: idOf(other), on })
    ledger.blocked(name, other, on)
  }
  const reconnect: Act = async (device) => {
    device.person.socket.close()
    device.person = await joinGeneral(url, { credentials: device.person.credentials })
  }
  const join: Act = async ({ name, person }, roomId) => {
    const { room } = await person.get(joinRoom, { roomId })
    ledger.joined(roomId, name, room.head)
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
  const markUnread: Act = async ({ name, person }, roomId) => {
    const { room } = await person.get(getRoom, { address: roomId })
    const [epoch, back] = [(room.readEpoch ?? 0) + 1, Math.max(0, room.lastReadSeq - random.integer(0, 10))]
    const { seq } = await person.get(markRead, { roomId, seq: back, epoch })
    ledger.read(roomId, name, seq)
  }
  const follow: Act = async ({ name, person }, roomId) => {
    for (const rootId of rootsOf(roomId).slice(-2)) {
      const on = !random.oneIn(3)
      const { thread } = await person.get(followThread, { rootId, on })
      ledger.followed(name, { room: roomId, root: rootId }, on, thread.head)
    }
  }
  const readThread: Act = async ({ name, person }, roomId) => {
    const roots = rootsOf(roomId)
    if (roots.length === 0) return
    const rootId = any(roots)
    const { room } = await person.get(getRoom, { address: roomId })
    const seq = Math.max(0, room.head - random.integer(0, 10))
    await person.get(markThreadRead, { rootId, seq })
    ledger.readThread(name, { room: roomId, root: rootId }, seq)
  }

  const times = (count: number, act: Act): Act[] => Array<Act>(count).fill(act)
  const inside = [
    ...times(5, alone(say)),
    ...times(5, alone(edit)),
    ...times(2, alone(takeBack)),
    ...times(2, alone(answer)),
    ...times(7, alone(reply)),
    ...times(3, read),
    ...times(2, markUnread),
    ...times(3, readThread),
    ...times(2, follow),
    crowd(say),
    crowd(reply, edit),
    crowd(say, answer, reply, edit),
    leave,
  ]

  async function step(): Promise<void> {
    const [device, roomId] = [any(devices), any(rooms)]
    const act = any([block, block, reconnect, ...times(24, ledger.isIn(roomId, device.name) ? any(inside) : join)])
    await act(device, roomId, any(TEXTS))
  }

  async function checkRoom({ name, person }: Device, roomId: RoomId): Promise<void> {
    const { rooms: listed } = await person.get(syncSession, { cursors: {} })
    const where = `${name} after CHAT_SEED=${random.seed}`
    const room = listed.find(({ id }) => id === roomId)
    const shown = room && { unread: room.unread, mentions: room.mentions, inThreads: room.mentionsInThreads ?? 0 }
    expect(shown, where).toEqual(ledger.badge(roomId, name))
    const rootIds = rootsOf(roomId)
    if (!room || rootIds.length === 0) return
    const { threads } = await person.get(getThreads, { rootIds })
    const expected = rootIds.map((rootId) => ledger.thread(roomId, name, rootId))
    const inOrder = rootIds.map((rootId) => threads.find((thread) => thread.rootId === rootId))
    expect(inOrder, where).toMatchObject(expected)
  }

  return {
    step,
    /** Every badge shows what counting from scratch brings. */
    async check(): Promise<void> {
      for (const name of NAMES) {
        for (const roomId of rooms) await checkRoom(any(devices.filter((device) => device.name === name)), roomId)
      }
    },
  }
}
