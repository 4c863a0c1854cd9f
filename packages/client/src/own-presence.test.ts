import { setIdle, setPresence } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createOwnPresence, IDLE_AFTER_MS } from './own-presence.ts'
import type { Ask } from './requests.ts'

function setUp() {
  const clock = createVirtualClock()
  const asked: unknown[] = []
  const device = { ready: true, touch: () => {} }
  const ask = async (definition: { name: string }, input: unknown) => {
    asked.push([definition.name, input])
    return {}
  }
  const own = createOwnPresence({
    ask: ask as Ask,
    clock,
    isReady: () => device.ready,
    activity: {
      subscribe(listener) {
        device.touch = listener
        return () => {
          device.touch = () => {}
        }
      },
    },
  })
  own.start()
  return { clock, asked, device, own }
}

const idle = (value: boolean) => [setIdle.name, { idle: value }]

it('says that nobody is there after some minutes, and at once that somebody is back (S44)', async () => {
  const { clock, asked, device } = setUp()
  await clock.advance(IDLE_AFTER_MS - 1_000)
  device.touch()
  await clock.advance(IDLE_AFTER_MS - 1_000)
  expect(asked).toEqual([])
  await clock.advance(1_000)
  expect(asked).toEqual([idle(true)])
  await clock.advance(10 * IDLE_AFTER_MS)
  device.touch()
  device.touch()
  expect(asked).toEqual([idle(true), idle(false)])
  await clock.advance(IDLE_AFTER_MS)
  expect(asked).toEqual([idle(true), idle(false), idle(true)])
})

it('says with the first request of a connection how it is, and afterwards only what has changed since', async () => {
  const { clock, asked, device, own } = setUp()
  device.ready = false
  await clock.advance(IDLE_AFTER_MS)
  expect(own.isIdle()).toBe(true)
  device.ready = true
  own.resume()
  expect(asked).toEqual([])

  device.ready = false
  expect(own.isIdle()).toBe(true)
  device.touch()
  device.ready = true
  own.resume()
  expect(asked).toEqual([idle(false)])
})

it('says nothing once it was stopped', async () => {
  const { clock, asked, own } = setUp()
  own.stop()
  await clock.advance(2 * IDLE_AFTER_MS)
  expect(asked).toEqual([])
})

it('shows what was chosen once the server has it', async () => {
  const { asked, own } = setUp()
  await own.choose('dnd')
  expect(asked).toEqual([[setPresence.name, { status: 'dnd' }]])
  expect(own.chosen.get()).toBe('dnd')
})
