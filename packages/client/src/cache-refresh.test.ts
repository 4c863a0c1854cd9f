import { RoomId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createModelRoom } from '../test/model-room.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

const OTHER = RoomId.parse('other')

/** When a device that comes back asks for what has changed in the two rooms that it keeps and nobody looks at. */
async function comeBack({ delayMs, waitMs }: { delayMs: number; waitMs: number }) {
  const story = createStory()
  story.server.rooms.set(OTHER, createModelRoom(OTHER, [ADA.id, BOB.id]))
  const devices = [story.device(), story.device()] as const
  for (const device of devices) {
    const before = await story.tab(device)
    before.client.openRoom(RANDOM)
    await story.clock.advance(2_000)
    before.kill()
  }
  for (const roomId of [GENERAL, RANDOM]) for (let count = 0; count < 60; count += 1) story.write(`${count}`, roomId)
  await story.clock.advance(2_000)
  const asked: number[] = []
  const { handle } = story.server
  story.server.handle = (userId, name, input) => {
    if (name === 'room:changes') asked.push(story.clock.now())
    return handle(userId, name, input)
  }
  const back = story.clock.now()
  story.faults.delayMs = delayMs
  const first = devices[0].openTab()
  first.client.openRoom(OTHER)
  await story.clock.advance(waitMs)
  const [one = 0, two = 0] = asked
  asked.length = 0
  const second = devices[1].openTab()
  const backToo = story.clock.now()
  second.client.openRoom(OTHER)
  await story.clock.advance(waitMs)
  return { after: one - back, between: two - one, afterToo: (asked[0] ?? 0) - backToo }
}

it('asks for one room after another, some time after the connection, and not all devices at the same moment', async () => {
  const { after, between, afterToo } = await comeBack({ delayMs: 20, waitMs: 40_000 })
  for (const time of [after, afterToo]) {
    expect(time).toBeGreaterThan(10_000)
    expect(time).toBeLessThan(21_000)
  }
  expect(Math.abs(after - afterToo)).toBeGreaterThan(200)
  expect(between).toBeGreaterThan(500)
  expect(between).toBeLessThan(5_000)
})

it('leaves a server that answers slowly to those who wait for it', async () => {
  const { between } = await comeBack({ delayMs: 1_000, waitMs: 120_000 })
  expect(between).toBeGreaterThan(10_000)
})
