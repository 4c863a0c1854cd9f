import { MessageId, RoomId, sendMessage, User } from '@chat/protocol'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { ChatClient } from '../src/chat-client.ts'
import { RequestError } from '../src/request-error.ts'
import { COUNTS, type Happening, happening } from './badge-happenings.ts'
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
  return {
    ...newWitnesses(),
    unread: 0,
    mentioned: 0,
    full: 0,
    outside: 0,
    edits: 0,
    deletions: 0,
    blocks: 0,
    unreadAgain: 0,
    threads: 0,
    inThreads: 0,
  }
}

/**
 * Several people with several devices each write, call each other, change their minds, read, come and go, on whatever
 * network. At rest every badge of every device shows what counting from scratch brings, and so does the server.
 */
export async function checkBadges(runs: number, witnesses: BadgeWitnesses): Promise<void> {
  const world = fc.array(happening, { minLength: 5, maxLength: 60, size: 'max' })
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
    Array.from({ length: COUNTS.devicesEach }, () =>
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
      case 'mark unread':
        return tab.use((client) => client.markUnread(roomId, Math.max(1, headOf(roomId) - step.place)))
      case 'answer':
      case 'reply':
      case 'read thread':
      case 'open thread':
      case 'follow':
        return changePost(ledger.rootsOf(roomId), step.place, (id) => takeUp(step, tab, roomId, id))
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

  /** Something happens to what hangs on a message. */
  function takeUp(step: Happening, tab: ModelTab, roomId: RoomId, id: MessageId): void {
    const seq = server.rooms.get(roomId)?.messages.get(id)?.seq ?? 0
    tab.use((client) => {
      if (step.kind === 'answer') client.send(roomId, step.text, { replyTo: id }).catch(hide)
      if (step.kind === 'reply') client.send(roomId, step.text, { threadRoot: id }).catch(hide)
      if (step.kind === 'follow') client.followThread(id, step.on).catch(hide)
      if (step.kind === 'open thread') client.openThread(roomId, seq)
      if (step.kind === 'read thread') client.markThreadRead(id, Math.max(0, headOf(roomId) - step.place))
    })
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
  witnesses.unreadAgain += ledger.wentBack()
  for (const roomId of ROOMS) for (const author of IDS.keys()) write(roomId, author, 'the last word')
  await clock.advance(60_000)
  // What a connection loses that goes on is a room's frames; of all else it is told once, and next by a sync.
  const lossy = faults.lose + faults.garble > 0
  for (const [number, tab] of tabs.entries()) if (lossy || isMistaken(tab, at(devices, number).userId)) tab.link.cut()
  await clock.advance(60_000)
  for (const [number, { userId }] of devices.entries()) {
    for (const roomId of ROOMS) check(at(tabs, number), roomId, userId)
  }

  /** Whether it is wrong about where its owner is, or whom they have blocked: the news of that have overtaken each other. */
  function isMistaken({ client }: ModelTab, userId: (typeof IDS)[number]): boolean {
    const listed = new Set(client.rooms.get().map(({ id }) => id))
    const blocked = client.blocked.get()
    return (
      ROOMS.some((roomId) => listed.has(roomId) !== (ledger.badge(roomId, userId) !== undefined)) ||
      IDS.some((other) => blocked.has(other) !== ledger.hasBlocked(userId, other))
    )
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
    checkThreads(client, roomId, userId)
    if (fromScratch.unread > 0) witnesses.unread += 1
    if (fromScratch.mentions > 0) witnesses.mentioned += 1
    if (fromScratch.unread === 100) witnesses.full += 1
  }

  function checkThreads(client: ChatClient, roomId: RoomId, userId: (typeof IDS)[number]): void {
    const shown = [...client.threads.get().threads.values()].filter((thread) => thread.roomId === roomId)
    for (const { rootId, shows, ...counts } of ledger.threadBadges(roomId, userId)) {
      const thread = shown.find((one) => one.rootId === rootId)
      if (shows) expect(thread && pick(thread), `${userId} in the thread of ${rootId}`).toEqual(pick(counts))
      if (shows && counts.unread > 0) witnesses.threads += 1
      if (counts.mentions > 0) witnesses.inThreads += 1
    }
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
