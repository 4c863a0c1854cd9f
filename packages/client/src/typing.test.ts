import { limits, MessageId, RoomId, setTyping, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { sampleMessage } from '../test/samples.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createTyping, SAY_AGAIN_MS, STOPPED_AFTER_MS } from './typing.ts'

const [GENERAL, RANDOM] = [RoomId.parse('general'), RoomId.parse('random')] as const
const ROOT = MessageId.parse('00000000-0000-7000-8000-000000000042')
const [ADA, BOB] = [UserId.parse('ada'), UserId.parse('bob')] as const

function setUp() {
  const clock = createVirtualClock()
  const start = clock.now()
  const said: string[] = []
  const device = { ready: true }
  const typing = createTyping({
    clock,
    isReady: () => device.ready,
    tell({ name }, input) {
      expect(name).toBe(setTyping.name)
      const { roomId, typing: on, threadRoot } = setTyping.input.parse(input)
      said.push(`${roomId}${threadRoot ? ' thread' : ''} ${on} ${clock.now() - start}`)
    },
  })
  typing.look(GENERAL)
  /** Presses a key five times a second. */
  async function write(milliseconds: number, roomId = GENERAL): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 200) {
      typing.set(roomId, true)
      await clock.advance(200)
    }
  }
  return { clock, said, device, typing, write, typists: () => typing.of(GENERAL).get() }
}

it('says that one is writing at the first key and every few seconds, and that one has stopped after the last (S57)', async () => {
  const { clock, said, write } = setUp()
  await write(7_000)
  await clock.advance(60_000)
  expect(SAY_AGAIN_MS).toBeLessThan(limits.typingMs.said)
  expect(said).toEqual([
    'general true 0',
    `general true ${SAY_AGAIN_MS}`,
    `general true ${2 * SAY_AGAIN_MS}`,
    `general false ${6_800 + STOPPED_AFTER_MS}`,
  ])
})

it('says nothing more about what has been sent, and begins anew with the next key', async () => {
  const { clock, said, typing, write } = setUp()
  await write(200)
  typing.sent(GENERAL)
  await clock.advance(200)
  await write(200)
  typing.set(GENERAL, false)
  await clock.advance(60_000)
  expect(said).toEqual(['general true 0', 'general true 400', 'general false 600'])
})

it('stops where another room is opened or written in', async () => {
  const { said, typing, write } = setUp()
  await write(200)
  typing.look(RANDOM)
  await write(200, RANDOM)
  await write(200, GENERAL)
  expect(said.map((line) => line.replace(/ \d+$/, ''))).toEqual([
    'general true',
    'general false',
    'random true',
    'random false',
    'general true',
  ])
})

it('says in which thread one is writing, and where one goes on in the room nothing but that (S57, S61)', async () => {
  const { clock, said, typing, write } = setUp()
  await write(200)
  typing.set(GENERAL, true, ROOT)
  await clock.advance(200)
  // Nobody writes there any more.
  typing.set(GENERAL, false)
  typing.sent(GENERAL)
  typing.set(GENERAL, false, ROOT)
  typing.set(GENERAL, true, ROOT)
  typing.sent(GENERAL, ROOT)
  await clock.advance(60_000)
  expect(said).toEqual([
    'general true 0',
    'general thread true 200',
    'general thread false 400',
    'general thread true 400',
  ])
})

it('shows who is writing in a thread apart from the timeline, until their message is there (S57, S61)', () => {
  const { typing, typists } = setUp()
  const inThread = () => typing.of(GENERAL, ROOT).get()
  typing.apply({ roomId: GENERAL, userIds: [ADA], threads: [{ rootId: ROOT, userIds: [ADA, BOB] }] })
  expect([typists(), inThread()]).toEqual([[ADA], [ADA, BOB]])
  const changes = { roomId: GENERAL, from: 4, to: 5, head: 5 }
  typing.heard({ ...changes, messages: [{ ...sampleMessage(5), threadRoot: ROOT }] })
  expect([typists(), inThread()]).toEqual([[ADA], [BOB]])
  typing.apply({ roomId: GENERAL, userIds: [ADA] })
  expect([typists(), inThread()]).toEqual([[ADA], []])
  typing.apply({ roomId: GENERAL, userIds: [], threads: [{ rootId: ROOT, userIds: [BOB] }] })
  typing.look(RANDOM)
  expect([typists(), inThread()]).toEqual([[], []])
})

it('says nothing while there is no connection', async () => {
  const { clock, said, device, write } = setUp()
  device.ready = false
  await write(5_000)
  await clock.advance(60_000)
  expect(said).toEqual([])
})

it('shows who is writing until the server says otherwise, or says nothing any more (S57)', async () => {
  const { clock, typing, typists } = setUp()
  typing.apply({ roomId: GENERAL, userIds: [ADA, BOB] })
  expect(typists()).toEqual([ADA, BOB])
  typing.apply({ roomId: GENERAL, userIds: [] })
  expect(typists()).toEqual([])
  typing.apply({ roomId: GENERAL, userIds: [ADA] })
  await clock.advance(limits.typingMs.told - 1)
  typing.apply({ roomId: GENERAL, userIds: [ADA] })
  await clock.advance(limits.typingMs.told - 1)
  expect(typists()).toEqual([ADA])
  await clock.advance(1)
  expect(typists()).toEqual([])
})

it('shows nobody any more whose message has come, and goes on to show the others', () => {
  const { typing, typists } = setUp()
  typing.apply({ roomId: GENERAL, userIds: [ADA, BOB] })
  const changes = { roomId: GENERAL, from: 4, to: 5, head: 5 }
  // Somebody has edited an older message of hers: that says nothing about now.
  typing.heard({ ...changes, messages: [sampleMessage(3)] })
  expect(typists()).toEqual([ADA, BOB])
  typing.heard({ ...changes, messages: [sampleMessage(5)] })
  expect(typists()).toEqual([BOB])
})

it('shows nobody of a room that one has left, and nobody once the connection is lost', () => {
  const { typing, typists } = setUp()
  typing.apply({ roomId: GENERAL, userIds: [ADA] })
  typing.look(RANDOM)
  expect(typists()).toEqual([])
  typing.apply({ roomId: GENERAL, userIds: [ADA] })
  expect(typists()).toEqual([])
  typing.apply({ roomId: RANDOM, userIds: [ADA] })
  typing.clear()
  expect(typing.of(RANDOM).get()).toEqual([])
})
