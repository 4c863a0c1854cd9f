import { expect, test } from 'vitest'
import { splitMentions } from './split-mentions.ts'

const named = (text: string, ...names: string[]) =>
  splitMentions(text, names).flatMap(({ text: piece, name }) => (name === undefined ? [] : piece))

test('the names that a message mentions are told from the rest, the longest first, in any case', () => {
  expect(splitMentions('Hi @Ada Lovelace, and @ADA!', ['Ada', 'ada lovelace'])).toEqual([
    { text: 'Hi ' },
    { text: '@Ada Lovelace', name: 'ada lovelace' },
    { text: ', and ' },
    { text: '@ADA', name: 'ada' },
    { text: '!' },
  ])
})

test('what stands in a word, or mentions nobody, stays as it is', () => {
  expect(named('me@Ada @Adamant @Bob', 'Ada')).toEqual([])
  expect(splitMentions('@Ada', [])).toEqual([{ text: '@Ada' }])
  expect(named('谢谢@雪子さん', '雪子')).toEqual(['@雪子'])
  expect(named('@Иванов и я@Иван @ada_b', 'Иван', 'Ada')).toEqual([])
  expect(named('(@Иван) _@Ada_', 'Иван', 'Ada')).toEqual(['@Иван', '@Ada'])
})

test('a name is found as it was typed, also where lower case makes other characters of it', () => {
  expect(named('@İpek, @STRASSE', 'İpek', 'Strasse')).toEqual(['@İpek', '@STRASSE'])
})

test('a name of any characters is no pattern', () => {
  expect(named('@a.b (x) @aXb', 'a.b (x)')).toEqual(['@a.b (x)'])
  expect(named('@🦊 [^]', '🦊 [^]')).toEqual(['@🦊 [^]'])
})
