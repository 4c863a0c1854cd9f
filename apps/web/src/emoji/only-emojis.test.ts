import { expect, test } from 'vitest'
import { isOnlyEmojis } from './only-emojis.ts'

test.each([
  ['🎉', true],
  ['😀 🎉\n👍🏽', true],
  ['👩‍👩‍👧‍👦❤🏳️‍🌈', true],
  ['👍👍👍👍👍👍', true],
  ['👍👍👍👍👍👍👍', false],
  ['👍 ok', false],
  ['ok 👍', false],
  ['42', false],
  ['#', false],
  ['', false],
  [' ', false],
  ['👍'.repeat(90), false],
  ['👍'.repeat(2_000), false],
])('a few emoji alone are told from other texts: %s', (text, only) => {
  expect(isOnlyEmojis(text)).toBe(only)
})
