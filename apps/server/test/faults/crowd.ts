import { join } from 'node:path'
import { getRoomChanges, getRoomHistory, limits, type Message } from '@chat/protocol'
import { expect, onTestFinished, vi } from 'vitest'
import { type Credentials, joinGeneral } from '../connect-person.ts'
import type { TestStorage } from '../test-database.ts'
import * as check from './check-history.ts'
import { startEngineDevice } from './engine-device.ts'
import type { Random } from './seeded-random.ts'
import { createSendHistory, type SendHistory } from './send-history.ts'
import * as senders from './senders.ts'
import { findStored, readStoredRoom } from './stored-room.ts'
import { connectWireDevice, type WireDevice } from './wire-device.ts'

/** People of every habit who write all the time, through whatever happens to their connections. They wait for `resume`. */
export interface Crowd {
  readonly history: SendHistory
  /** Which promises were not kept so far. */
  readonly complaints: readonly string[]
  /** Messages on their way that nobody knows the outcome of. */
  inFlight(): number
  /** Resolves once all are connected and have caught up. */
  ready(): Promise<void>
  /** Resolves once so many more messages are acknowledged. */
  acknowledged(more: number): Promise<void>
  /** After so many more messages nobody writes anything new; what was written goes on being sent. */
  pauseAfter(more: number): void
  resume(): void
  /** Everybody stops writing; resolves once everything that was written is acknowledged. */
  finish(): Promise<void>
  /** Compares what was acknowledged until now with the database, and with what the server tells. */
  checkAcknowledged(): Promise<void>
  /** To be called when they have finished: waits until all show the same, then checks everything. */
  checkAll(convergeWithinMs: number): Promise<void>
  /** Messages of those with one device that are stored and whose senders have not been told. */
  untold(): Promise<number>
  /** How many of these were found stored when they were sent again, because nobody had been told the first time. */
  foundAgain(): number
}

export interface CrowdOptions {
  /** Where they connect. */
  readonly url: string
  /** Where the checks ask the server, if not by the same way. */
  readonly serverUrl?: string
  readonly storage: TestStorage
  readonly random: Random
  /** Whether the server can be reached. */
  readonly isUp: () => boolean
}

const PATIENCE_MS = 120_000

export async function gatherCrowd(options: CrowdOptions): Promise<Crowd> {
  const { url, storage, random, isUp } = options
  const history = createSendHistory()
  const complaints: string[] = []
  const complain = (what: string) => void complaints.push(what)
  const surroundings = { url, history, complain }

  const wire = (name: string, twin?: WireDevice) =>
    connectWireDevice({ ...surroundings, name, ...(twin && { credentials: twin.credentials }) })
  const engine = (name: string, outboxFile?: string) =>
    startEngineDevice({ ...surroundings, isUp, name, ...(outboxFile !== undefined && { outboxFile }) })
  const [anna, ben, carla, dora] = [await wire('Anna'), await wire('Ben'), await wire('Carla'), await wire('Dora')]
  const [emil, reader] = [await wire('Emil'), await wire('Reader')]
  const phone = await wire('Emil, on the phone', emil)
  const [finn, greta] = [await engine('Finn', join(storage.dataDir, 'finn.outbox')), await engine('Greta')]
  const wires = [anna, ben, carla, dora, emil, phone, reader]
  const engines = [finn, greta]
  const auditor = await joinGeneral(options.serverUrl ?? url, { name: 'Auditor' })

  let over = false
  /** How many messages there are when everybody pauses. */
  let most = 0
  let gate = Promise.withResolvers<void>()
  const resume = () => {
    most = Number.POSITIVE_INFINITY
    gate.resolve()
  }
  const end = () => {
    over = true
    resume()
  }
  onTestFinished(end)
  const goesOn = async () => {
    if (history.count >= most) await gate.promise
    return !over
  }
  const around: senders.Surroundings = { history, random, goesOn }
  const writing = Promise.all([
    senders.sendInOrder(anna, around),
    senders.sendInOrder(ben, around),
    senders.sendInBursts(carla, around),
    senders.sendInBursts(dora, around),
    senders.sendFourTimesAtOnce([emil, phone], around),
    senders.sendThroughOutbox(finn, around),
    senders.sendThroughOutbox(greta, around),
    senders.comeAndGo(reader, around),
  ])
  writing.catch(() => {})
  /** A sender that gives up ends the wait. */
  const unlessBroken = (wait: Promise<unknown>) => Promise.race([wait, writing.then(() => wait)]).then(() => {})

  async function checkAcknowledged(): Promise<void> {
    const acknowledged = history.acknowledged()
    complaints.push(...check.checkAcknowledged(acknowledged, await readStoredRoom(storage)))
    const told = await askForAll(options.serverUrl ?? url, auditor.credentials)
    for (const [way, messages] of Object.entries(told)) {
      const ids = new Set<string>(messages.map(({ id }) => id))
      for (const { id } of acknowledged) if (!ids.has(id)) complain(`${id} was acknowledged and is not in ${way}`)
    }
  }

  const alone = new Set([anna, ben, carla, dora].map(({ name }) => name))
  const ofThoseAlone = () => history.messages().filter(({ sender }) => alone.has(sender))
  const ready = () => unlessBroken(Promise.all([...wires, ...engines].map((device) => device.ready())))

  return {
    history,
    complaints,
    inFlight: () => wires.reduce((sum, device) => sum + device.inFlight, 0),
    ready,
    acknowledged(more) {
      const target = history.acknowledgedCount + more
      const reached = () => expect(history.acknowledgedCount, 'acknowledged').toBeGreaterThanOrEqual(target)
      return unlessBroken(vi.waitFor(reached, { timeout: PATIENCE_MS, interval: 5 }))
    },
    pauseAfter(more) {
      if (most === Number.POSITIVE_INFINITY) gate = Promise.withResolvers()
      most = history.count + more
    },
    resume,
    async finish() {
      end()
      await writing
      await ready()
    },
    checkAcknowledged,
    async checkAll(convergeWithinMs) {
      const stored = await readStoredRoom(storage)
      const cursors = () => [...wires.map(({ view }) => view.cursor), ...engines.map((device) => device.cursor())]
      await vi.waitFor(() => expect(new Set(cursors()), 'positions that are shown').toEqual(new Set([stored.head])), {
        timeout: convergeWithinMs,
        interval: 20,
      })
      await checkAcknowledged()
      for (const { name, view } of wires) complaints.push(...check.checkView(name, view.messages(), stored))
      for (const device of engines) {
        complaints.push(...check.checkView(device.name, await device.readAll(), stored))
        for (const { id, state } of device.view().outbox) complain(`${device.name} still shows ${id} as ${state}`)
      }
      complaints.push(
        ...check.checkLog(stored),
        ...check.checkOnce(history, stored),
        ...check.checkAnswers(history),
        ...check.checkSenderOrder(history, stored, new Set([anna, ben, emil, finn, greta].map(({ name }) => name))),
        ...check.checkRealTimeOrder(history, stored),
      )
    },
    async untold() {
      const waiting = () => ofThoseAlone().filter(({ acks }) => acks.length === 0)
      const stored = await findStored(
        storage,
        waiting().map(({ id }) => id),
      )
      // Some were told while the database was asked.
      return waiting().filter(({ id }) => stored.has(id)).length
    },
    foundAgain: () => ofThoseAlone().filter(({ acks }) => acks[0]?.duplicate).length,
  }
}

/** All messages as the server tells them, in each of the two ways. */
async function askForAll(url: string, credentials: Credentials): Promise<Record<string, Message[]>> {
  const { socket, roomId, get } = await joinGeneral(url, { credentials })
  const history: Message[] = []
  for (let more = true; more; ) {
    const after = history.at(-1)?.seq ?? 0
    const page = await get(getRoomHistory, { roomId, after, limit: limits.historyPage.max })
    history.push(...page.messages)
    more = page.hasMoreAfter
  }
  const changes: Message[] = []
  for (let after = 0, more = true; more; ) {
    const page = await get(getRoomChanges, { roomId, after, limit: limits.changesPage.max })
    changes.push(...page.messages)
    after = page.to
    more = page.more ?? false
  }
  socket.close()
  return { 'room:history': history, 'room:changes': changes }
}
