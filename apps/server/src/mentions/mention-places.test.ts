import { expect, test } from 'vitest'
import { mentionPlaces } from './mention-places.ts'

const longest = (text: string) => mentionPlaces(text).map(([name]) => name)
const mayMean = (text: string, name: string) => mentionPlaces(text).some((names) => names.includes(name))

test('a name is cut at the ends of words, the longest first', () => {
  expect(mentionPlaces('Hi @Ada Lovelace!')).toEqual([['Ada Lovelace!', 'Ada Lovelace', 'Ada']])
  expect(mentionPlaces("@Ada's")).toEqual([["Ada's", "Ada'", 'Ada']])
  expect(mentionPlaces('@a')).toEqual([])
})

test.each([
  ['at the beginning', '@Ada'],
  ['in brackets and quotes', '(“@Ada”)'],
  ['after punctuation', 'cc:@Ada,ok'],
  ['in bold and slanted text', '**@Ada** _@Ada_'],
  ['in a list and a quotation', '- @Ada\n> @Ada'],
  ['beside a backtick that nothing follows', 'a ` and @Ada'],
  ['after code', '`code` @Ada'],
  ['after a block of code', '```\ncode\n```\n@Ada'],
  ['after a quoted block of code that nobody has closed', '> ```\n> code\n\n@Ada'],
  ['on the line after an address', 'https://example.org\n@Ada'],
  ['after an escaped backslash', '\\\\@Ada'],
])('somebody is mentioned %s', (_, text) => {
  expect(mayMean(text, 'Ada')).toBe(true)
})

test.each([
  ['in an e-mail address', 'write to me@Ada'],
  ['in an address', 'https://example.org/@Ada www.example.org/@Ada'],
  ['in a span of code', '`@Ada` and ``a ` @Ada``'],
  ['in a span of code over two lines', '`one\n@Ada`'],
  ['in a block of code', '```ts\n@Ada\n```'],
  ['in a block of code that nobody has closed', '~~~\n```\n@Ada'],
  ['in a quoted block of code', '> ```\n> @Ada\n> ```'],
  ['after a backslash', '\\@Ada'],
  ['as the beginning of a longer word', '@Adamant @ada_b @Ada\u0301'],
  ['after a space', '@ Ada'],
  ['over the end of a line', '@Grace\nAda'],
])('nobody is mentioned %s', (_, text) => {
  expect(mayMean(text, 'Ada')).toBe(false)
})

test('where words have no spaces between them, a name needs none either', () => {
  expect(mayMean('谢谢@雪子さん', '雪子')).toBe(true)
  expect(mayMean('@นภาครับ', 'นภา')).toBe(true)
  expect(mayMean('@نور الهدى، مرحبا', 'نور الهدى')).toBe(true)
})

test('an address of one line does not reach into the next word', () => {
  expect(longest('see https://example.org/x @Ada')).toEqual(['Ada'])
})

test('no text takes long', () => {
  for (const piece of ['@', '@a.', '` ', '@Ada` ', '`'.repeat(20), '\\', '- ', '> ```\n', 'www.@']) {
    expect(mentionPlaces(`${piece.repeat(4_000 / piece.length)}@Ada`).length).toBeLessThanOrEqual(50)
  }
})
