import { describe, expect, it } from 'vitest'
import { contrast } from '../testing/contrast.ts'
import { AVATAR_COLOURS, avatarColour, initials } from './avatar-look.ts'

describe('an avatar', () => {
  it('can be read in each of its colours', () => {
    for (const colour of AVATAR_COLOURS) expect(contrast('#ffffff', colour), colour).toBeGreaterThanOrEqual(4.5)
  })

  it('has one colour per person, and people have different ones', () => {
    expect(avatarColour('user-1')).toBe(avatarColour('user-1'))
    const colours = new Set(Array.from({ length: 100 }, (_, index) => avatarColour(`user-${index}`)))
    expect(colours.size).toBe(AVATAR_COLOURS.length)
  })

  it('shows letters that stand for the name', () => {
    expect(initials('BrightFox42')).toBe('BF')
    expect(initials('Ada Lovelace')).toBe('AL')
    expect(initials('ada')).toBe('A')
    expect(initials('雪子')).toBe('雪')
    expect(initials('👨‍👩‍👧 Family')).toBe('👨‍👩‍👧F')
    expect(initials('...')).toBe('')
  })
})
