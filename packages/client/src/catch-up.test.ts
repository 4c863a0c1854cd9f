import { expect, it } from 'vitest'
import { BOB, createStory, GENERAL } from '../test/story.ts'
import type { ChatClient } from './chat-client.ts'

const news: [name: string, payload: unknown, shown: (client: ChatClient) => unknown, now: unknown][] = [
  ['user:blocked', { userId: BOB.id, on: true }, ({ blocked }) => [...blocked.get()], [BOB.id]],
  ['room:favourited', { roomId: GENERAL, on: true }, ({ rooms }) => rooms.get()[0]?.favourite, true],
  ['presence:selected', { status: 'dnd' }, ({ chosenStatus }) => chosenStatus.get(), 'dnd'],
  ['receipts:changed', { on: false }, ({ receiptsOn }) => receiptsOn.get(), false],
]

it.each(news)('keeps what %s tells while the answer to the sync is on its way, which is older', async (...told) => {
  const [name, payload, shown, now] = told
  const { server, faults, clock, tab, tell } = createStory()
  const { handle } = server
  server.handle = (userId, request, input) => {
    const ack = handle(userId, request, input)
    if (request !== 'session:sync') return ack
    faults.delayMs = 0
    tell(name, payload)
    faults.delayMs = 500
    return ack
  }
  const { client } = await tab()
  await clock.advance(2_000)
  expect(shown(client)).toEqual(now)
})
