import { expect, test } from 'vitest'
import { readTogether } from './read-together.ts'

test('what is asked for at the same time is read at once, each key once', async () => {
  const reads: string[][] = []
  const lengthOf = readTogether(String, async (words: readonly string[]) => {
    reads.push([...words])
    return new Map(words.filter((word) => word !== 'unknown').map((word) => [word, word.length]))
  })
  expect(await Promise.all(['one', 'three', 'one', 'unknown'].map(lengthOf))).toEqual([3, 5, 3, undefined])
  expect(reads).toEqual([['one', 'three', 'unknown']])
})

test('nothing is kept: who asks later gets what is there later', async () => {
  let value = 1
  const read = readTogether(String, async (keys: readonly string[]) => new Map(keys.map((key) => [key, value])))
  expect(await read('it')).toBe(1)
  value = 2
  expect(await read('it')).toBe(2)
})

test('when reading fails, everybody who asked is told', async () => {
  const read = readTogether<string, number>(String, async () => {
    throw new Error('the disk is gone')
  })
  const asked = await Promise.allSettled([read('one'), read('two')])
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
