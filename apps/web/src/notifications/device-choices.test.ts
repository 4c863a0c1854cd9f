import { expect, it } from 'vitest'
import { claimSound } from './device-choices.ts'

it('of tabs that cannot elect one of them, one sounds', () => {
  const now = 1_800_000_000_000
  expect([claimSound(now, 2_000), claimSound(now + 5, 2_000), claimSound(now + 1_999, 2_000)]).toEqual([
    true,
    false,
    false,
  ])
  expect(claimSound(now + 2_000, 2_000)).toBe(true)
  // The clock of the device was set back.
  expect(claimSound(now - 60_000, 2_000)).toBe(true)
})
