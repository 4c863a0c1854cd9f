import { expect, test } from 'vitest'
import { badgeOf } from './page-icon.ts'

test('the icon has a number where something calls one, else a dot where there is more to read, else nothing', () => {
  expect(badgeOf({ calling: 3, more: true })?.text).toBe('3')
  expect(badgeOf({ calling: 120, more: true })?.text).toBe('99')
  expect(badgeOf({ calling: 0, more: true })?.text).toBe('')
  expect(badgeOf({ calling: 0, more: false })).toBeUndefined()
})
