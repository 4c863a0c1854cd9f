import { type Message, RoomId, User } from '@chat/protocol'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { ChatClient, MessagePlace } from '../src/chat-client.ts'
import { checkQuotes, checkView } from './check-view.ts'
import { type Faults, NO_FAULTS } from './faulty-link.ts'
import { createModelDevice, type ModelTab } from './model-device.ts'
import { REFUSED } from './model-messages.ts'
import { allOf, createModelRoom, messagesOf } from './model-room.ts'
import { createModelServer } from './model-server.ts'
import { checkOwn, saveOne } from './own-things.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualClock } from './virtual-clock.ts'
import type { Witnesses } from './witnesses.ts'
import { calling, createThreadSteps, hide, isThreadStep, type ThreadStep } from './world-threads.ts'

/** The rooms in which everybody is, always. */
const STEADY = ['general', 'random'].map((id) => RoomId.parse(id))
/** This one is entered and left; nobody but a passer-by writes there. */
const CLUB = RoomId.parse('club')
export const ROOMS = [...STEADY, CLUB]
const PEOPLE = ['ada', 'bob', 'eve'].map((id) => User.parse({ id, name: id }))

/** Something that happens. `tab` and `room` are counted around, so that any number means something. */
export type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'send'; readonly tab: number; readonly room: number; readonly refused: boolean }
  | {
      readonly kind: 'cut' | 'kill' | 'freeze' | 'thaw' | 'flap' | 'loadBefore' | 'loadAfter' | 'showPresent'
      readonly tab: number
    }
  | { readonly kind: 'visit'; readonly tab: number; readonly room: number; readonly place: number }
  | { readonly kind: 'read' | 'unread'; readonly tab: number; readonly room: number; readonly back: number }
  | { readonly kind: 'open'; readonly tab: number; readonly room: number }
  | { readonly kind: 'join' | 'leave'; readonly tab: number }
  | { readonly kind: 'restart'; readonly downMs: number }
  | { readonly kind: 'crowd'; readonly room: number; readonly count: number }
  | { readonly kind: 'edit' | 'delete'; readonly room: number; readonly place: number }
  | { readonly kind: 'save'; readonly tab: number; readonly place: number; readonly on: boolean }
  | ThreadStep
  | { readonly kind: 'block'; readonly tab: number; readonly on: boolean }

/** Two devices of three tabs, another person who writes, and a server, in virtual time. */
export async function runWorld(steps: readonly Step[], faults: Faults, seed: number, witnesses: Witnesses) {
  const random = seededRandom(seed)
  const clock = createVirtualClock()
  const server = createModelServer({ clock, random, roomIds: ROOMS, users: PEOPLE })
  const weather: Faults = { ...faults }
  const [ada, bob, eve] = PEOPLE.map(({ id }) => id)
  if (!ada || !bob || !eve) throw new Error('unreachable')
  const device = (userId: typeof ada) =>
    createModelDevice({ server, clock, random, faults: weather, witnesses, userId })
  const devices = [device(ada), device(bob)]
  /** The first two are tabs of one browser. */
  const owners = [devices[0], devices[0], devices[1]]
  const tabs: ModelTab[] = []
  const everyTab: ModelTab[] = []
  let sent = 0

  function openTab(place: number): void {
    const tab = owners[place]?.openTab()
    if (!tab) return
    tabs[place] = tab
    everyTab.push(tab)
    tab.client.openRoom(at(STEADY, place))
  }

  async function take(step: Step): Promise<void> {
    const tab = 'tab' in step ? at(tabs, step.tab) : undefined
    const roomId = at(ROOMS, 'room' in step ? step.room : 0)
    if (isThreadStep(step)) return threads.take(step, tab, roomId)
    switch (step.kind) {
      case 'wait':
        return clock.advance(step.ms)
      case 'send':
        sent += 1
        return sendFrom(tab, at(STEADY, step.room), `message ${sent} ${step.refused ? REFUSED : ''}`.trim(), sent)
      case 'cut':
        return tab?.link.cut()
      case 'open':
        return tab?.use((client) => client.openRoom(roomId))
      case 'join':
        return tab?.use((client) => void client.joinRoom(CLUB).then(() => count('joined'), hide))
      case 'leave':
        return tab?.use((client) => void client.leaveRoom(CLUB).then(() => count('left'), hide))
      case 'read':
        return tab?.use((client) => client.markRead(roomId, Math.max(0, headOf(roomId) - step.back)))
      case 'unread':
        return tab?.use((client) => client.markUnread(roomId, Math.max(0, headOf(roomId) - step.back)))
      case 'loadBefore':
      case 'loadAfter':
      case 'showPresent':
        return scroll(tab, step.kind)
      case 'visit':
        return tab?.use((client) => visit(client, roomId, step.place % (headOf(roomId) + 1)))
      case 'freeze':
        return tab?.freeze()
      case 'thaw':
        return tab?.thaw()
      case 'flap':
        tab?.setOnline(false)
        clock.setTimeout(() => tab?.setOnline(true), 1_000)
        return
      case 'kill':
        witnesses.kills += 1
        tab?.kill()
        return openTab(step.tab % tabs.length)
      case 'restart':
        witnesses.restarts += 1
        weather.down = true
        server.restart()
        clock.setTimeout(() => {
          weather.down = false
        }, step.downMs)
        return
      case 'crowd':
        for (let index = 0; index < step.count; index += 1)
          server.write(
            roomId,
            v7(),
            eve as never,
            calling(`crowd ${index}`, index),
            answered(serverMessages(roomId), index),
          )
        return
      case 'edit':
        return server.editOne(roomId, step.place, calling(`edited ${clock.now()}`, step.place))
      case 'block':
        return tab?.use((client) => void client.blockUser(eve as never, step.on).catch(hide))
      case 'save':
        return tab?.use((client) => save(client, step.place, step.on))
      case 'delete':
        return server.deleteOne(roomId, step.place)
    }
  }

  const threads = createThreadSteps({ steady: (room) => at(STEADY, room), server, clock, witnesses, writer: eve })

  function scroll(tab: ModelTab | undefined, how: 'loadBefore' | 'loadAfter' | 'showPresent'): void {
    for (const id of ROOMS) tab?.use((client) => void client[how](id))
  }

  function visit(client: ChatClient, roomId: RoomId, seq: number): void {
    void client.loadAround(roomId, seq).then(() => client.room(roomId).get().hasMoreAfter && count('visited'), hide)
  }

  function save(client: ChatClient, place: number, on: boolean): void {
    const saving = saveOne(client, serverMessages(at(STEADY, 0)), place, on)
    void saving.then(() => count(on ? 'saved' : 'letGo'), hide)
  }

  function count(what: 'saved' | 'letGo' | 'joined' | 'left' | 'visited'): void {
    witnesses[what] += 1
  }

  function headOf(roomId: RoomId): number {
    return server.rooms.get(roomId)?.log.length ?? 0
  }

  /** People answer what they see. */
  function sendFrom(tab: ModelTab | undefined, roomId: RoomId, text: string, number: number): void {
    tab?.use((client) => tab.send(roomId, text, answered(client.room(roomId).get().messages, number)))
  }

  for (const place of owners.keys()) openTab(place)
  for (const step of steps) {
    await take(step)
    await clock.settle()
    for (const tab of tabs) for (const roomId of ROOMS) threads.checkOpen(tab, roomId)
    for (const tab of tabs) for (const roomId of ROOMS) checkView(tab.client.room(roomId).get(), serverMessages(roomId))
  }

  await heal()
  await checkConvergence()

  function serverMessages(roomId: RoomId): Message[] {
    return messagesOf(server.rooms.get(roomId) ?? createModelRoom(roomId))
  }

  /** Everything works again, and what waits goes out by itself. */
  async function heal(): Promise<void> {
    Object.assign(weather, NO_FAULTS)
    for (const tab of tabs) {
      tab.thaw()
      tab.setOnline(true)
    }
    await clock.advance(120_000)
    for (const { storage, userId } of devices) {
      expect((await storage.list(userId)).filter(({ error }) => !error)).toEqual([])
    }
    for (const { userId } of devices) server.enter(CLUB, userId)
    // Nobody can know of a last frame that was lost, until the next one or the next connection.
    for (const tab of tabs) tab.link.cut()
    await clock.advance(60_000)
  }

  async function checkConvergence(): Promise<void> {
    for (const tab of tabs) {
      expect(tab.client.connection.get()).toEqual({ status: 'connected' })
      checkOwn(tab.client, server)
      for (const roomId of ROOMS) checkCounts(tab, roomId)
      for (const roomId of ROOMS) await checkRoom(tab, roomId)
      await threads.checkConverged(tab, ROOMS)
    }
    for (const tab of everyTab) checkSent(tab)
    witnesses.duplicates += server.witnesses.duplicates
    witnesses.coalesced += server.witnesses.coalesced
  }

  async function checkRoom({ client }: ModelTab, roomId: RoomId): Promise<void> {
    client.openRoom(roomId)
    await clock.advance(1_000)
    const view = client.room(roomId)
    witnesses.quoted += checkQuotes(view.get(), serverMessages(roomId))
    expect(view.get().outbox.filter(({ state }) => state !== 'refused')).toEqual([])
    for (let pages = 0; view.get().hasMoreAfter && pages < 100; pages += 1) {
      const page = client.loadAfter(roomId)
      await clock.advance(100)
      await page
    }
    for (let pages = 0; view.get().hasMoreBefore && pages < 100; pages += 1) {
      const page = client.loadBefore(roomId)
      await clock.advance(100)
      await page
    }
    expect(view.get()).toMatchObject({
      status: 'ready',
      hasMoreBefore: false,
      hasMoreAfter: false,
      loadingBefore: false,
    })
    expect(view.get().messages).toEqual(serverMessages(roomId))
    witnesses.quoted += checkQuotes(view.get(), serverMessages(roomId))
    for (const entry of view.get().outbox)
      expect(entry).toMatchObject({ state: 'refused', text: expect.stringContaining(REFUSED) })
    const summary = client.rooms.get().find(({ id }) => id === roomId)
    expect(summary?.head).toBe(headOf(roomId))
    checkCounts({ client }, roomId)
    expect(summary?.lastMessage).toEqual(serverMessages(roomId).at(-1))
  }

  /** What is counted is what counting from scratch brings, whether or not the room was ever opened. */
  function checkCounts({ client }: Pick<ModelTab, 'client'>, roomId: RoomId): void {
    const me = client.me.get()?.id
    if (!me) throw new Error('Nobody is signed in')
    const { lastReadSeq, readEpoch, unread, mentions } = server.summary(roomId, me)
    const summary = client.rooms.get().find(({ id }) => id === roomId)
    expect(summary).toMatchObject({ lastReadSeq, unread, mentions })
    expect(summary?.readEpoch).toBe(readEpoch)
    if (readEpoch !== undefined) witnesses.markedUnread += 1
    if (mentions > 0) witnesses.mentioned += 1
  }

  /** Every message that was queued is there once, and those of one tab in the order in which they were written. */
  function checkSent(tab: ModelTab): void {
    for (const [roomId, ids] of tab.queued) {
      const messages = allOf(server.rooms.get(roomId) ?? createModelRoom(roomId))
      const seqs = ids.flatMap((id) => messages.filter((message) => message.id === id).map(({ seq }) => seq))
      expect(seqs).toHaveLength(ids.length)
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
      witnesses.delivered += seqs.length
    }
  }
}

/** Some answer something that was said before. */
function answered(messages: readonly Message[], number: number): MessagePlace {
  const replyTo = messages[Math.floor(messages.length * ((number * 0.37) % 1))]?.id
  return number % 3 === 0 && replyTo ? { replyTo } : {}
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place % items.length]
  if (item === undefined) throw new Error('unreachable')
  return item
}
