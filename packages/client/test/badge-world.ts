import { MessageId, RoomId, sendMessage, User } from '@chat/protocol'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { ChatClient } from '../src/chat-client.ts'
import { RequestError } from '../src/request-error.ts'
import { type Badge, createBadgeLedger } from './badge-ledger.ts'
import { type Faults, NO_FAULTS } from './faulty-link.ts'
import { createModelDevice, type ModelTab } from './model-device.ts'
import { createModelServer } from './model-server.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualClock } from './virtual-clock.ts'
import { newWitnesses } from './witnesses.ts'

const PEOPLE = ['ada', 'bob', 'eve'].map((id) => User.parse({ id, name: id }))
const IDS = PEOPLE.map(({ id }) => id)
const [GENERAL, RANDOM, CLUB] = ['general', 'random', 'club'].map((id) => RoomId.parse(id))
const ROOMS = [GENERAL, RANDOM, CLUB].flatMap((id) => id ?? [])
/** Everybody has a laptop and a phone. */
const DEVICES_EACH = 2

const device = fc.nat({ max: PEOPLE.length * DEVICES_EACH - 1 })
const room = fc.nat({ max: ROOMS.length - 1 })
const place = fc.nat({ max: 30 })
const text = fc.constantFrom(
  '@ada',
  '@bob',
  '@eve',
  '@room',
  '@ada @room',
  '@bob @eve',
  'hello',
  'never mind',
  '@nobody',
)
const is = <Kind extends string>(...kinds: Kind[]) => fc.constantFrom(...kinds)

const happening = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: is('send'), device, room, text }) },
  { weight: 12, arbitrary: fc.record({ kind: is('edit'), device, room, place, text }) },
  { weight: 4, arbitrary: fc.record({ kind: is('delete'), device, room, place }) },
  { weight: 5, arbitrary: fc.record({ kind: is('read'), device, room, place }) },
  { weight: 2, arbitrary: fc.record({ kind: is('crowd'), room, text, place: fc.constantFrom(2, 20, 160) }) },
  { weight: 2, arbitrary: fc.record({ kind: is('block'), device, other: fc.nat(), on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: is('join', 'leave', 'leave'), device }) },
  { weight: 3, arbitrary: fc.record({ kind: is('open'), device, room }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: is('cut', 'offline', 'online', 'freeze', 'thaw', 'kill', 'kill'), device }),
  },
  { weight: 8, arbitrary: fc.record({ kind: is('wait'), ms: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 8_000 })) }) },
)

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never

/** Half of the time nothing is lost: then no new connection comes, and no sync that would mend a wrong count. */
const weather: fc.Arbitrary<Faults> = fc.record({
  lose: fc.constantFrom(0, 0, 0, 0.1),
  double: fc.constantFrom(0, 0.2),
  delayMs: fc.constantFrom(5, 100, 2_000),
  garble: fc.constantFrom(0, 0, 0, 0.1),
  fail: fc.constantFrom(0, 0, 0.2),
  down: fc.constant(false),
})

export type BadgeWitnesses = ReturnType<typeof newBadgeWitnesses>

export function newBadgeWitnesses() {
  return { ...newWitnesses(), unread: 0, mentioned: 0, full: 0, outside: 0, edits: 0, deletions: 0, blocks: 0 }
}

/**
 * Several people with several devices each write, call each other, change their minds, read, come and go, on whatever
 * network. At rest every badge of every device shows what counting from scratch brings, and so does the server.
 */
export async function checkBadges(runs: number, witnesses: BadgeWitnesses): Promise<void> {
  const world = fc.array(happening, { minLength: 5, maxLength: 60 })
  const run = fc.asyncProperty(world, weather, fc.integer(), (happenings, faults, seed) =>
    runBadges(happenings, faults, seed, witnesses),
  )
  await fc.assert(run, { numRuns: runs })
}

async function runBadges(happenings: readonly Happening[], faults: Faults, seed: number, witnesses: BadgeWitnesses) {
  const random = seededRandom(seed)
  const clock = createVirtualClock()
  const server = createModelServer({ clock, random, roomIds: ROOMS, users: PEOPLE })
  const ledger = createBadgeLedger(new Set(ROOMS), IDS)
  const { handle } = server
  server.handle = (userId, name, input) => {
    const ack = handle(userId, name, input)
    if (ack.ok) ledger.note(userId, name, input, ack.data)
    return ack
  }

  const now: Faults = { ...faults }
  const devices = IDS.flatMap((userId) =>
    Array.from({ length: DEVICES_EACH }, () =>
      createModelDevice({ server, clock, random, faults: now, witnesses, userId }),
    ),
  )
  const tabs: ModelTab[] = devices.map((one) => one.openTab())

  const headOf = (roomId: RoomId): number => server.rooms.get(roomId)?.log.length ?? 0

  /** Without a network and a device in between. */
  function write(roomId: RoomId, author: number, words: string): void {
    const id = v7({ msecs: clock.now(), random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)) })
    server.handle(at(IDS, author), sendMessage.name, { id, roomId, text: words })
  }

  function take(step: Happening): Promise<void> | void {
    const number = 'device' in step ? step.device : 0
    const tab = at(tabs, number)
    const me = at(devices, number).userId
    const roomId = 'room' in step ? at(ROOMS, step.room) : at(ROOMS, 2)
    const use = (run: (client: ChatClient) => Promise<unknown>) => tab.use((client) => void run(client).catch(hide))
    switch (step.kind) {
      case 'wait':
        return clock.advance(step.ms)
      case 'send':
        return tab.use((client) => void client.send(roomId, step.text).catch(hide))
      case 'edit':
        return changePost(ledger.postsOf(roomId, me), step.place, (id) => {
          witnesses.edits += 1
          use((client) => client.editMessage(roomId, id, step.text))
        })
      case 'delete':
        return changePost(ledger.postsOf(roomId), step.place, (id) => {
          witnesses.deletions += 1
          use((client) => client.deleteMessage(roomId, id))
        })
      case 'read':
        return tab.use((client) => client.markRead(roomId, Math.max(0, headOf(roomId) - step.place)))
      case 'crowd':
        for (let count = 0; count < step.place; count += 1) write(roomId, count, step.text)
        return
      case 'block':
        witnesses.blocks += 1
        return use((client) =>
          client.blockUser(
            at(
              IDS.filter((id) => id !== me),
              step.other,
            ),
            step.on,
          ),
        )
      case 'join':
        return use((client) => client.joinRoom(roomId))
      case 'leave':
        return use((client) => client.leaveRoom(roomId))
      case 'open':
        return tab.use((client) => client.openRoom(roomId))
      case 'cut':
        return tab.link.cut()
      case 'offline':
      case 'online':
        return tab.setOnline(step.kind === 'online')
      case 'freeze':
        return tab.freeze()
      case 'thaw':
        return tab.thaw()
      case 'kill':
        witnesses.kills += 1
        tab.kill()
        tabs[number] = at(devices, number).openTab()
    }
  }

  for (const step of happenings) {
    await take(step)
    await clock.settle()
  }

  // Everything works again. Nobody can know of a last frame that was lost, until the next one.
  Object.assign(now, NO_FAULTS)
  for (const tab of tabs) {
    tab.thaw()
    tab.setOnline(true)
  }
  await clock.advance(120_000)
  for (const roomId of ROOMS) for (const author of IDS.keys()) write(roomId, author, 'the last word')
  await clock.advance(60_000)
  // What a connection loses that goes on is a room's frames; of all else it is told once, and next by a sync.
  const lossy = faults.lose + faults.garble > 0
  for (const [number, tab] of tabs.entries()) if (lossy || isMistaken(tab, at(devices, number).userId)) tab.link.cut()
  await clock.advance(60_000)
  for (const [number, { userId }] of devices.entries()) {
    for (const roomId of ROOMS) check(at(tabs, number), roomId, userId)
  }

  /** Whether it shows a room that its owner is not in, or not one that they are in: the news have overtaken each other. */
  function isMistaken({ client }: ModelTab, userId: (typeof IDS)[number]): boolean {
    const listed = new Set(client.rooms.get().map(({ id }) => id))
    return ROOMS.some((roomId) => listed.has(roomId) !== (ledger.badge(roomId, userId) !== undefined))
  }

  function check({ client }: ModelTab, roomId: RoomId, userId: (typeof IDS)[number]): void {
    const summary = client.rooms.get().find(({ id }) => id === roomId)
    const fromScratch = ledger.badge(roomId, userId)
    const where = `${userId} in ${roomId}`
    expect(summary && pick(summary), where).toEqual(fromScratch)
    if (!fromScratch) {
      witnesses.outside += 1
      return
    }
    expect(pick(server.summary(roomId, userId)), where).toEqual(fromScratch)
    if (fromScratch.unread > 0) witnesses.unread += 1
    if (fromScratch.mentions > 0) witnesses.mentioned += 1
    if (fromScratch.unread === 100) witnesses.full += 1
  }
}

function changePost(ids: readonly string[], place: number, change: (id: MessageId) => void): void {
  if (ids.length > 0) change(MessageId.parse(at(ids, place)))
}

function pick({ unread, mentions }: Badge): Badge {
  return { unread, mentions }
}

/** What the network swallows, the person tries again or not. */
function hide(error: unknown): void {
  if (!(error instanceof RequestError)) throw error
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place % items.length]
  if (item === undefined) throw new Error('unreachable')
  return item
}
