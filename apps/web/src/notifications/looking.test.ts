import { RoomId } from '@chat/protocol'
import { expect, it, vi } from 'vitest'
import { createLooking } from './looking.ts'

const [GENERAL, KITCHEN] = [RoomId.parse('general'), RoomId.parse('kitchen')]

it('a room that somebody looks at in one tab is looked at for all of them, until they look away', async () => {
  const [tab, other] = [createLooking(navigator.locks), createLooking(navigator.locks)]
  expect(await other.isLookedAt(GENERAL)).toBe(false)
  const away = tab.look(GENERAL)
  expect(await tab.isLookedAt(GENERAL)).toBe(true)
  await vi.waitFor(async () => expect(await other.isLookedAt(GENERAL)).toBe(true))
  expect(await other.isLookedAt(KITCHEN)).toBe(false)
  const elsewhere = other.look(GENERAL)
  away()
  expect(await other.isLookedAt(GENERAL)).toBe(true)
  elsewhere()
  await vi.waitFor(async () => expect(await tab.isLookedAt(GENERAL)).toBe(false))
})

it('on plain HTTP a tab knows of itself', async () => {
  const tab = createLooking(undefined)
  const away = tab.look(GENERAL)
  expect(await tab.isLookedAt(GENERAL)).toBe(true)
  away()
  expect(await tab.isLookedAt(GENERAL)).toBe(false)
})
