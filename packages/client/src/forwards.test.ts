import type { MessageId } from '@chat/protocol'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'
import type { Forwardable } from './forwarded-from.ts'

/** Somebody has written in general, and Ada looks at it. */
async function setUp(text = 'the cake is ready') {
  const story = createStory()
  const said = v7() as MessageId
  story.server.write(GENERAL, said, BOB.id, text)
  const device = story.device()
  const tab = await story.tab(device)
  const find = (): Forwardable => {
    const message = tab.client
      .room(GENERAL)
      .get()
      .messages.find(({ id }) => id === said)
    if (!message) throw new Error('It is not loaded')
    return message
  }
  const copy = { authorId: BOB.id, text, roomId: GENERAL, seq: find().seq, sentAt: find().sentAt }
  return { ...story, device, tab, said, find, copy }
}

it('what is forwarded waits without a network, also after a reload, shows what it passes on, and goes out once (S11, S68)', async () => {
  const { clock, faults, device, tab, said, find, copy, server } = await setUp()
  tab.setOnline(false)
  faults.down = true
  tab.send(RANDOM, '', { forward: find() })
  await clock.advance(1_000)
  const waiting = { text: '', forwardOf: said, forwarded: copy, state: 'queued' }
  expect(tab.client.room(RANDOM).get().outbox).toMatchObject([waiting])
  tab.kill()
  const next = device.openTab()
  next.client.openRoom(RANDOM)
  await clock.advance(1_000)
  expect(next.client.room(RANDOM).get().outbox).toMatchObject([waiting])
  faults.down = false
  await clock.advance(60_000)
  expect(next.client.room(RANDOM).get()).toMatchObject({ outbox: [], messages: [{ text: '', forwarded: copy }] })
  expect(server.rooms.get(RANDOM)?.messages.size).toBe(1)
})

it('what is gone by the time it could be forwarded is refused, and says so (S68)', async () => {
  const { clock, faults, tab, find, server } = await setUp()
  const forward = find()
  tab.setOnline(false)
  faults.down = true
  tab.send(RANDOM, 'look', { forward })
  await clock.advance(1_000)
  server.deleteOne(GENERAL, 0)
  tab.setOnline(true)
  faults.down = false
  await clock.advance(60_000)
  expect(tab.client.room(RANDOM).get().outbox).toMatchObject([{ state: 'refused', error: { code: 'NOT_FOUND' } }])
})

it('nothing is forwarded that is not there, and nothing sent that says nothing (S13, S68)', async () => {
  const { tab, find } = await setUp()
  const { client } = tab
  await expect(client.send(RANDOM, '')).rejects.toThrow(RangeError)
  await expect(client.send(RANDOM, 'y'.repeat(1_001), { forward: find() })).rejects.toThrow(RangeError)
  const deleted = { ...find(), text: '', deletedAt: 1 }
  await expect(client.send(RANDOM, 'look', { forward: deleted })).rejects.toThrow(RangeError)
})

it('what is passed on once more is what was written first (S68)', async () => {
  const { clock, tab, find, copy } = await setUp()
  const { client } = tab
  tab.send(RANDOM, 'from Bob', { forward: find() })
  client.openRoom(RANDOM)
  await clock.advance(1_000)
  const [passedOn] = client.room(RANDOM).get().messages
  if (!passedOn) throw new Error('It has not come')
  tab.send(GENERAL, '', { forward: passedOn })
  await clock.advance(1_000)
  expect(client.room(GENERAL).get().messages.at(-1)).toMatchObject({ text: '', forwarded: copy })
})

it('what was written where one is too is read there, as it is now, and what is elsewhere is not (S28, S68)', async () => {
  const { clock, tab, find, server } = await setUp()
  const { seq } = find()
  server.write(RANDOM, v7() as MessageId, BOB.id, 'elsewhere')
  await expect(tab.client.readMessage(GENERAL, seq)).resolves.toMatchObject({ text: 'the cake is ready' })
  const reading = tab.client.readMessage(RANDOM, 1)
  const nothing = tab.client.readMessage(RANDOM, 7)
  await clock.advance(1_000)
  expect((await reading)?.text).toBe('elsewhere')
  expect(await nothing).toBeUndefined()
  const refused = expect(tab.client.readMessage('hidden' as typeof RANDOM, 1)).rejects.toThrow()
  await clock.advance(1_000)
  await refused
})
