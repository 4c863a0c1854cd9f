import { describe, expect, it, vi } from 'vitest'
import type { Clock } from '../clock.ts'
import { createDrain, type DrainSteps } from './drain.ts'

const never = () => new Promise<void>(() => {})

/** A drain whose steps are written down, with a clock that the test turns. */
function createTestDrain(steps: Partial<DrainSteps> = {}) {
  const happened: string[] = []
  const exits: number[] = []
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const clock: Clock = {
    now: () => now,
    schedule(milliseconds, run) {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const note = (name: string) => () => void happened.push(name)
  const drain = createDrain({
    steps: {
      unready: note('unready'),
      refuseHandshakes: note('refuse'),
      tellClients: ({ moveWithinMs }) => void happened.push(`tell ${moveWithinMs}`),
      finishWork: async () => note('finish')(),
      closeConnections: async () => note('connections')(),
      closeHttp: async () => note('http')(),
      closeDatabase: async () => note('database')(),
      ...steps,
    },
    logger,
    clock,
    exit: (code) => exits.push(code),
  })
  /** Lets what is under way go as far as it can, then turns the clock. */
  const pass = async (milliseconds: number) => {
    await settle()
    now += milliseconds
    for (const timer of [...timers]) {
      if (timer.at > now) continue
      timers.delete(timer)
      timer.run()
    }
    await settle()
  }
  return { drain, happened, exits, timers, logger, pass }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('stopping', () => {
  it('turns new people away, tells those who are there, finishes, then closes from the outside in', async () => {
    const { drain, happened, exits, timers } = createTestDrain()
    expect(drain.state).toBe('serving')
    await drain.begin('SIGTERM')
    expect(happened).toEqual(['unready', 'refuse', 'tell 1000', 'finish', 'connections', 'http', 'database'])
    expect(exits).toEqual([0])
    expect(drain.state).toBe('ended')
    expect(timers.size).toBe(0)
  })

  it('says in two lines that it stops and that it has, with what took how long', async () => {
    let finish = () => {}
    const { drain, logger, pass } = createTestDrain({ finishWork: () => new Promise((resolve) => (finish = resolve)) })
    void drain.begin('SIGINT')
    await pass(300)
    finish()
    await pass(0)
    const steps = expect.objectContaining({ unready: 0, 'finish work': 300, 'close database': 0 })
    expect(logger.info.mock.calls).toEqual([
      [{ reason: 'SIGINT' }, 'Chat is stopping'],
      [{ reason: 'SIGINT', ms: 300, steps }, 'Chat has stopped'],
    ])
    expect([...logger.warn.mock.calls, ...logger.error.mock.calls]).toEqual([])
  })

  it('waits for what is in flight before it closes anything', async () => {
    let finish = () => {}
    const { drain, happened, exits, pass } = createTestDrain({
      finishWork: () => new Promise((resolve) => (finish = resolve)),
    })
    void drain.begin('SIGTERM')
    await pass(900)
    expect(happened).toEqual(['unready', 'refuse', 'tell 1000'])
    expect(drain.state).toBe('draining')
    finish()
    await pass(0)
    expect(happened).toContain('database')
    expect(exits).toEqual([0])
  })

  it('waits no longer than a bounded time, and is over within about 2 seconds whoever hangs', async () => {
    const { drain, happened, exits, pass } = createTestDrain({
      finishWork: never,
      closeConnections: never,
      closeHttp: never,
    })
    void drain.begin('SIGTERM')
    await pass(1_000)
    await pass(500)
    expect(happened).not.toContain('database')
    await pass(500)
    expect(happened).toContain('database')
    expect(exits).toEqual([0])
  })

  it('goes on after a step that fails, and says with the exit code if the database did not close', async () => {
    const fail = () => {
      throw new Error('broken')
    }
    const first = createTestDrain({ tellClients: fail, finishWork: async () => fail(), closeHttp: async () => fail() })
    await first.drain.begin('SIGTERM')
    expect(first.happened).toEqual(['unready', 'refuse', 'connections', 'database'])
    expect(first.exits).toEqual([0])

    const second = createTestDrain({ closeDatabase: async () => fail() })
    await second.drain.begin('SIGTERM')
    expect(second.exits).toEqual([1])
  })

  it('ends at once the second time', async () => {
    const { drain, happened, exits, pass } = createTestDrain({ finishWork: never })
    void drain.begin('SIGTERM')
    await pass(600)
    await drain.begin('SIGINT')
    expect(exits).toEqual([1])
    await pass(10_000)
    expect(exits).toEqual([1])
    expect(happened).not.toContain('database')
  })

  it('takes one Ctrl+C that arrives twice for one', async () => {
    const { drain, happened, exits, pass } = createTestDrain({ finishWork: never })
    void drain.begin('SIGINT')
    await pass(5)
    await drain.begin('SIGINT')
    expect(exits).toEqual([])
    await pass(1_000)
    expect(happened).toContain('database')
    expect(exits).toEqual([0])
  })

  it('ends without the database when that hangs too', async () => {
    const { drain, exits, logger, pass } = createTestDrain({ closeDatabase: never })
    void drain.begin('SIGTERM')
    await pass(7_999)
    expect(exits).toEqual([])
    await pass(1)
    expect(exits).toEqual([1])
    expect(logger.error).toHaveBeenCalledWith({ step: 'close database' }, 'drain: out of time')
  })

  it('ends with the code of its cause', async () => {
    const { drain, exits } = createTestDrain()
    await drain.begin('uncaughtException', 1)
    expect(exits).toEqual([1])
  })
})
