import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

describe('the plain text of a message', () => {
  it('says what the message says, without the markup', () => {
    expect(
      plainText('The **release** is _nearly_ done, see [the notes](https://example.org/notes) and `CHANGELOG.md`'),
    ).toBe('The release is nearly done, see the notes and CHANGELOG.md')
    expect(plainText('# Title\n\n- one\n- two\n\n> quoted\n\n```ts\nconst a = 1\n```')).toBe(
      'Title one two quoted const a = 1',
    )
    expect(plainText('| a | b |\n|---|---|\n| 1 | 2 |')).toBe('a b 1 2')
    expect(plainText('- [ ] buy **milk**\n- [x] call')).toBe('☐ buy milk ☑ call')
    expect(plainText('first\nsecond 🎉 @Ada')).toBe('first second 🎉 @Ada')
  })

  it('keeps what only looks like markup', () => {
    expect(plainText('<b>bold</b> &amp; <img src=x onerror=alert(1)>')).toBe(
      '<b>bold</b> &amp; <img src=x onerror=alert(1)>',
    )
    expect(plainText('2 * 3 * 4')).toBe('2 * 3 * 4')
    expect(plainText('>>>')).toBe('>>>')
  })
})
