import { RoomId, User, type UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import { NO_FAULTS } from './faulty-link.ts'
import { createModelDevice, type ModelTab } from './model-device.ts'
import { createModelServer } from './model-server.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualClock } from './virtual-clock.ts'
import { newWitnesses } from './witnesses.ts'

export const GENERAL = RoomId.parse('general')
export const RANDOM = RoomId.parse('random')
export const ADA = User.parse({ id: 'ada', name: 'Ada' })
export const BOB = User.parse({ id: 'bob', name: 'Bob' })

/** A calm world in virtual time, in which a test makes things happen. */
export function createStory() {
  const random = seededRandom(1)
  const clock = createVirtualClock()
  const server = createModelServer({ clock, random, roomIds: [GENERAL, RANDOM], users: [ADA, BOB] })
  const faults = { ...NO_FAULTS }
  const witnesses = newWitnesses()
  const signedOut: string[] = []
  const asked: string[] = []
  const { handle } = server
  server.handle = (userId, name, input) => {
    // What nobody asks for: it is said by itself, some time later.
    if (name !== 'delivery:mark') asked.push(name)
    return handle(userId, name, input)
  }
  const device = (userId: UserId = ADA.id) =>
    createModelDevice({
      server,
      clock,
      random,
      faults,
      witnesses,
      userId,
      onSignedOut: ({ code }) => signedOut.push(code),
    })
  return {
    clock,
    server,
    faults,
    witnesses,
    /** The codes that the clients were signed out with. */
    signedOut,
    /** The names of all requests that reached the server. */
    asked,
    device,
    /** A tab that shows the room and is connected. */
    async tab(of = device(), roomId = GENERAL): Promise<ModelTab> {
      const tab = of.openTab()
      tab.client.openRoom(roomId)
      await clock.advance(1_000)
      return tab
    },
    /** Somebody else writes. */
    write(text: string, roomId = GENERAL): void {
      server.write(roomId, v7(), BOB.id, text)
    },
    /** The server tells everybody. */
    tell(name: string, payload: unknown): void {
      for (const connection of [...server.connections]) connection.send(name, payload)
    },
    texts: (tab: ModelTab, roomId = GENERAL): string[] =>
      tab.client
        .room(roomId)
        .get()
        .messages.map(({ text }) => text),
    waiting: (tab: ModelTab, roomId = GENERAL): string[] =>
      tab.client
        .room(roomId)
        .get()
        .outbox.map(({ text, state }) => `${text}: ${state}`),
  }
}
