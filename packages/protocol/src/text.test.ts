import { describe, expect, it } from 'vitest'
import { MessageText } from './messages.ts'
import { countCharacters, nameText } from './text.ts'
import { UserName } from './users.ts'

describe('what somebody may write (S13)', () => {
  it.each([
    ['one letter', 'a'],
    ['several lines', 'first\nsecond\r\n\tthird'],
    ['4,000 letters', 'x'.repeat(4_000)],
    ['4,000 emoji, which are 8,000 UTF-16 units', '👍'.repeat(4_000)],
    ['markup, which is only text', '<script>alert(1)</script>'],
    ['an emoji with its selector', '❤️'],
    ['a letter beside some that nobody sees', '\u200b\u3164x'],
    ['right-to-left text with its marks', 'שלום\u200f ‎42'],
  ])('includes %s', (_, text) => {
    expect(MessageText.parse(text)).toBe(text)
  })

  it('does not include the white space around it', () => {
    expect(MessageText.parse('\n\t hello \u00a0\ufeff ')).toBe('hello')
    expect(MessageText.parse(` ${'x'.repeat(4_000)} `)).toHaveLength(4_000)
  })

  it.each([
    ['nothing', ''],
    ['only white space', ' \n\t\u00a0'],
    ['what nobody sees', '\u200b\u00ad'],
    ['a letter that only fills its place', '\u3164'],
    ['blank Braille', '\u2800 \u2800'],
    ['4,001 letters', 'x'.repeat(4_001)],
    ['4,001 emoji', '👍'.repeat(4_001)],
    ['NUL, which PostgreSQL cannot store', 'a\0b'],
    ['half an emoji at the end', 'a\ud83d'],
    ['half an emoji at the start', '\udc4da'],
  ])('does not include %s', (_, text) => {
    expect(MessageText.safeParse(text).success).toBe(false)
  })

  it('is counted in code points, as PostgreSQL and JSON Schema count', () => {
    expect(countCharacters('a👍é')).toBe(3)
    expect(countCharacters('👩‍👩‍👧')).toBe(5)
  })
})

describe('what somebody may be called', () => {
  it.each([
    ['two letters', 'Al'],
    ['a name with a space and a dot', 'Dr. Grace Hopper'],
    ['an apostrophe and a hyphen', 'Anne-Marie O’Neill'],
    ['Chinese', '王小明'],
    ['Arabic', 'محمد علي'],
    ['Hebrew with points', 'מֹשֶׁה'],
    ['Persian with a zero-width non-joiner inside a word', 'علی‌رضا'],
    ['Hindi with a joiner', 'क्‍षमा'],
    ['Vietnamese out of combining marks', 'Nguye\u0302\u0303n'],
    ['an emoji family held together by joiners', 'Kim 👩‍👩‍👧'],
    ['an emoji with a skin tone and a joiner', '👩🏽‍🚀 Mae'],
    ['a heart with its emoji selector', 'Zoe ❤️'],
    ['30 emoji', '👍'.repeat(30)],
  ])('can be %s', (_, name) => {
    expect(UserName.parse(name)).toBe(name)
  })

  it('does not count the white space around it', () => {
    expect(UserName.parse('  Al\n')).toBe('Al')
    expect(UserName.safeParse('A ').success).toBe(false)
  })

  it.each([
    ['one letter', 'A'],
    ['one emoji', '👍'],
    ['31 letters', 'A'.repeat(31)],
    ['31 emoji', '👍'.repeat(31)],
    ['two lines', 'Al\nBo'],
    ['a line separator', 'Al\u2028Bo'],
    ['a tab', 'Al\tBo'],
    ['an escape sequence', 'Al\u001b[31m'],
    ['NUL', 'Al\0'],
    ['half an emoji', 'Al\ud83d'],
    ['a right-to-left override', 'Al\u202egpj'],
    ['a bidi isolate', 'Al\u2066Bo\u2069'],
    ['an Arabic letter mark', 'Al\u061c'],
    ['a left-to-right mark', 'Al\u200e'],
    ['a zero-width space', 'Al\u200bBo'],
    ['a word joiner', 'Al\u2060Bo'],
    ['a byte order mark inside', 'Al\ufeffBo'],
    ['a soft hyphen', 'Al\u00adBo'],
    ['Hangul fillers, which are letters that show nothing', '\u3164\u3164'],
    ['Braille blanks, which are symbols that show nothing', '\u2800\u2800'],
    ['hidden tag characters', 'Al\u{e0041}\u{e0042}'],
    ['a hidden variation selector', 'Al\u{e0100}'],
    ['a joiner at the end', 'Al\u200d'],
    ['a non-joiner between Latin letters', 'A\u200cl'],
    ['a joiner before a digit', '王\u200d7'],
    ['two joiners in a row', 'علی\u200c\u200cرضا'],
    ['joiners alone', '\u200c\u200d'],
    ['marks on nothing', '\u0301\u0302'],
    ['five marks on one letter', 'A\u0301\u0302\u0303\u0304\u0305l'],
  ])('cannot be %s', (_, name) => {
    expect(UserName.safeParse(name).success).toBe(false)
  })

  it('says in one sentence what is wrong', () => {
    const { error } = nameText({ min: 2, max: 30 }).safeParse('A')
    expect(error?.issues.map(({ message }) => message)).toEqual(['Must have at least 2 characters'])
    const empty = nameText({ min: 1, max: 30 }).safeParse(' ').error
    expect(empty?.issues[0]?.message).toBe('Must not be empty')
  })
})
