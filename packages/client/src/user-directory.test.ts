import { getUsers, UserId } from '@chat/protocol'
import { describe, expect, it, vi } from 'vitest'
import { sampleUser } from '../test/samples.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import type { Ask } from './requests.ts'
import { createUserDirectory } from './user-directory.ts'

const ids = (...names: string[]): UserId[] => names.map((name) => UserId.parse(name))

function createDirectory(options: { ready?: boolean } = {}) {
  const clock = createVirtualClock()
  const asked: string[][] = []
  const state = { ready: options.ready ?? true, failing: false }
  const ask = (async (definition: typeof getUsers, input: { ids: string[] }) => {
    expect(definition).toBe(getUsers)
    asked.push(input.ids)
    if (state.failing) throw new Error('lost')
    return { users: input.ids.filter((id) => id !== 'hidden').map((id) => sampleUser(id)) }
  }) as unknown as Ask
  const onLearned = vi.fn()
  const directory = createUserDirectory({ ask, clock, isReady: () => state.ready, onLearned })
  return { directory, clock, asked, state, onLearned }
}

describe('looking people up', () => {
  it('asks for those together who come up together, and for nobody twice', async () => {
    const { directory, clock, asked } = createDirectory()
    directory.need(ids('ada', 'bob'))
    directory.need(ids('bob', 'eve'))
    await clock.advance(100)
    directory.need(ids('ada', 'bob', 'eve'))
    await clock.advance(100)
    expect(asked).toEqual([['ada', 'bob', 'eve']])
    expect([...directory.users.get().keys()]).toEqual(['ada', 'bob', 'eve'])
  })

  it('asks for a crowd in pages', async () => {
    const { directory, clock, asked } = createDirectory()
    directory.need(ids(...Array.from({ length: 250 }, (_, index) => `user-${index}`)))
    await clock.advance(100)
    expect(asked.map((page) => page.length)).toEqual([100, 100, 50])
  })

  it('does not ask again and again for somebody whom it may not see', async () => {
    const { directory, clock, asked } = createDirectory()
    for (let time = 0; time < 5; time += 1) {
      directory.need(ids('hidden'))
      await clock.advance(100)
    }
    expect(asked).toHaveLength(1)
  })

  it('waits for a connection, and tries again on the next what failed', async () => {
    const { directory, clock, asked, state } = createDirectory({ ready: false })
    directory.need(ids('ada'))
    await clock.advance(100)
    expect(asked).toEqual([])
    Object.assign(state, { ready: true, failing: true })
    directory.resume()
    await clock.advance(100)
    expect(asked).toHaveLength(1)
    state.failing = false
    directory.resume()
    await clock.advance(100)
    expect(asked).toHaveLength(2)
    expect(directory.users.get().has(UserId.parse('ada'))).toBe(true)
  })

  it('tells only of those who changed', () => {
    const { directory, onLearned } = createDirectory()
    directory.learn([sampleUser('ada')])
    const before = directory.users.get()
    directory.learn([sampleUser('ada')])
    expect(directory.users.get()).toBe(before)
    expect(onLearned).toHaveBeenCalledOnce()
    directory.learn([sampleUser('ada', 'Countess')])
    expect(onLearned).toHaveBeenLastCalledWith([sampleUser('ada', 'Countess')])
  })
})
