import { describe, expect, it } from 'vitest'
import { createStory, GENERAL } from '../test/story.ts'

describe('a message that the server could not take', () => {
  it('goes out with the next connection, also when this one is lost just after the answer', async () => {
    const story = createStory()
    const tab = await story.tab()
    const { handle } = story.server
    const error = { code: 'RATE_LIMITED', message: 'Too many requests.', retryAfterMs: 20_000 } as const
    let refusals = 0
    story.server.handle = (userId, name, input) => {
      if (name !== 'message:send' || refusals > 0) return handle(userId, name, input)
      refusals += 1
      return {
        ok: false,
        // Read when it arrives: the connection is gone before anybody goes on with it.
        get error() {
          queueMicrotask(() => tab.setOnline(false))
          return error
        },
      }
    }
    tab.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    expect(refusals).toBe(1)
    const [waiting] = tab.client.room(GENERAL).get().outbox
    expect(waiting).toMatchObject({ text: 'hello', state: 'queued' })
    expect(waiting).not.toHaveProperty('retryAt')
    tab.setOnline(true)
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['hello'])
  })
})
