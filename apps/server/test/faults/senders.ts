import { MessageId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { EngineDevice } from './engine-device.ts'
import type { Random } from './seeded-random.ts'
import type { SendHistory } from './send-history.ts'
import type { WireDevice } from './wire-device.ts'

/** What a sender has besides its devices. */
export interface Surroundings {
  readonly history: SendHistory
  readonly random: Random
  /** Asked before something new is written. Resolves once it may be; with false once nobody is to write any more. */
  goesOn(): Promise<boolean>
}

/** Sends one message after another, and now and then one again that was acknowledged long ago. */
export async function sendInOrder(device: WireDevice, around: Surroundings): Promise<void> {
  const acknowledged: { id: MessageId; text: string }[] = []
  while (await around.goesOn()) {
    const message = compose(device, around)
    await device.post(message)
    acknowledged.push(message)
    const old = acknowledged[around.random.integer(0, acknowledged.length * 8)]
    if (old) await device.post(old)
  }
}

/** Sends up to 25 messages at once, waits for all of them, and so on. */
export async function sendInBursts(device: WireDevice, around: Surroundings): Promise<void> {
  while (await around.goesOn()) {
    await device.ready()
    const burst = Array.from({ length: around.random.integer(1, 25) }, () => compose(device, around))
    await Promise.all(burst.map((message) => device.post(message)))
  }
}

/** Sends every message four times at once: twice on each of two devices of one person. */
export async function sendFourTimesAtOnce(
  devices: readonly [WireDevice, WireDevice],
  around: Surroundings,
): Promise<void> {
  const [one, other] = devices
  while (await around.goesOn()) {
    await Promise.all([one.ready(), other.ready()])
    const message = compose(one, around)
    await Promise.all([one, other, one, other].map((device) => device.post(message)))
  }
}

/** Writes as fast as the client sends; offline it goes on for a while. */
export async function sendThroughOutbox(device: EngineDevice, around: Surroundings): Promise<void> {
  while (await around.goesOn()) {
    await device.send(composeText(device.name, around))
    await device.waitsForAtMost(around.random.integer(0, 6))
  }
  await device.waitsForAtMost(0)
}

/** Writes nothing, but leaves as soon as it is there and comes back: it catches up while the others write. */
export async function comeAndGo(device: WireDevice, around: Surroundings): Promise<void> {
  while (await around.goesOn()) {
    await device.ready()
    device.reconnect()
  }
  await device.ready()
}

function compose({ name, credentials }: WireDevice, around: Surroundings) {
  const { history } = around
  const message = { id: MessageId.parse(uuidv7()), text: composeText(name, around) }
  history.add({ ...message, sender: name, authorId: credentials.userId, startedAt: history.now() })
  return message
}

/** No text is like another. Mostly a line, sometimes as much as a message may have, so that frames fill up. */
function composeText(name: string, { history, random }: Surroundings): string {
  const length = random.oneIn(25) ? random.integer(1_000, 3_900) : random.integer(0, 120)
  return `${name} ${history.now()} ${'ä'.repeat(length)}`.trim()
}
