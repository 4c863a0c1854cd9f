import { limits } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { ADA, createStory, GENERAL } from '../test/story.ts'

async function setUp() {
  const story = createStory()
  const [laptop, phone] = [await story.tab(), await story.tab()]
  return {
    story,
    laptop: laptop.client,
    phone: phone.client,
    async answer<T>(asking: Promise<T>): Promise<T> {
      await story.clock.advance(1_000)
      return asking
    },
  }
}

describe('a scheduled message', () => {
  it('is there on all devices, by the id that it is going to have, until it is sent or taken back (S71)', async () => {
    const { laptop, phone, answer } = await setUp()
    const id = await answer(laptop.schedule(GENERAL, ' Good morning ', 9_000))
    const waiting = { id, roomId: GENERAL, text: 'Good morning', sendAt: 9_000 }
    for (const device of [laptop, phone]) expect([...device.scheduled.get().values()]).toEqual([waiting])
    await answer(phone.reschedule(waiting, { text: 'Good afternoon' }))
    await answer(phone.reschedule({ ...waiting, text: 'Good afternoon' }, { sendAt: 12_000 }))
    expect(laptop.scheduled.get().get(id)).toEqual({ ...waiting, text: 'Good afternoon', sendAt: 12_000 })
    await answer(laptop.sendScheduled(id))
    const other = await answer(laptop.schedule(GENERAL, 'never mind', 9_000))
    await answer(phone.cancelScheduled(other))
    expect(laptop.scheduled.get().size).toBe(0)
  })

  it('that could not be sent is tried again as it was, with another time', async () => {
    const { story, laptop, answer } = await setUp()
    const id = await answer(laptop.schedule(GENERAL, 'to the old room', 9_000))
    const message = laptop.scheduled.get().get(id)
    if (!message) throw new Error('unreachable')
    const failed = { code: 'ROOM_ARCHIVED' as const, message: 'This room is archived.' }
    story.server.personLogs.set(ADA.id, 'scheduled', id, { ...message, failed })
    await story.clock.advance(1_000)
    expect(laptop.scheduled.get().get(id)).toEqual({ ...message, failed })
    await answer(laptop.reschedule({ ...message, failed }, { sendAt: 10_000 }))
    expect(laptop.scheduled.get().get(id)).toEqual({ ...message, sendAt: 10_000 })
  })

  it('is sent once where it is scheduled again since no answer came (S71)', async () => {
    const { story, laptop, answer } = await setUp()
    const lost = laptop.schedule(GENERAL, 'Good morning', 9_000)
    const problem = lost.catch(({ code }) => code)
    // It is on its way; its answer will not arrive.
    await story.clock.advance(0)
    story.faults.lose = 1
    await story.clock.advance(1_000)
    story.faults.lose = 0
    await story.clock.advance(30_000)
    expect(await problem).toMatch(/^(TIMEOUT|DISCONNECTED)$/)
    const id = await answer(laptop.schedule(GENERAL, 'Good morning', 12_000))
    const waiting = [{ id, roomId: GENERAL, text: 'Good morning', sendAt: 12_000 }]
    expect([...laptop.scheduled.get().values()]).toEqual(waiting)
    const next = await answer(laptop.schedule(GENERAL, 'Good morning', 12_000))
    expect(next).not.toBe(id)
  })

  it('is no message that the contract would not take', async () => {
    const { laptop } = await setUp()
    for (const text of ['  ', 'x'.repeat(limits.messageText.max + 1)]) {
      await expect(laptop.schedule(GENERAL, text, 9_000)).rejects.toBeInstanceOf(RangeError)
    }
  })
})
