import { describe, expect, it } from 'vitest'
import { Emoji, limits } from './index.ts'

const BONES = '\u2620'

describe('an emoji', () => {
  it.each(['👍', '👍🏽', '❤️', '🏳️‍🌈', '👩🏻‍❤️‍💋‍👩🏿', '1️⃣', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👁️‍🗨️', '🕵🏽‍♂️'])('%s is taken as it is', (emoji) => {
    expect(Emoji.parse(emoji)).toBe(emoji)
    expect([...emoji].length).toBeLessThanOrEqual(limits.emoji.max)
  })

  it('is the same with and without U+FE0F, wherever it stands (S56)', () => {
    expect(Emoji.parse(BONES)).toBe(`${BONES}\ufe0f`)
    expect(Emoji.parse(`${BONES}\ufe0e`)).toBe(`${BONES}\ufe0f`)
    for (const emoji of ['🏳️‍🌈', '👁️‍🗨️', '1️⃣', '👩‍❤️‍👨', '☝🏽', '👍']) {
      expect(Emoji.parse(emoji.replaceAll('\ufe0f', ''))).toBe(emoji)
      expect(Emoji.parse(`${emoji}\ufe0f`)).toBe(emoji)
    }
  })

  it.each([
    '',
    ' ',
    'a',
    '1',
    '#',
    '👍👍',
    '👍 ',
    'a👍',
    '🇩',
    '\u200d',
    '\ufe0f',
    '👍\u0301',
    ':tada:',
    '👩‍',
    '__proto__',
  ])('%j is none', (text) => {
    expect(Emoji.safeParse(text).success).toBe(false)
  })
})
