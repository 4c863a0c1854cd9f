import { expect, it } from 'vitest'
import { foldCode } from './fold-code.ts'

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('')

it('leaves what is not much longer than what would be shown of it', () => {
  expect(foldCode('')).toBeUndefined()
  expect(foldCode(lines(25))).toBeUndefined()
})

it('shows the first lines of what is longer, and loses nothing', () => {
  for (const code of [lines(26), lines(300), lines(300).trimEnd(), `${lines(30)}\n\n`, '\n'.repeat(40)]) {
    const folded = foldCode(code)
    expect(folded?.first.split('\n')).toHaveLength(20)
    expect(`${folded?.first}\n${folded?.rest}`).toBe(code)
  }
  expect(foldCode(lines(300))?.count).toBe(300)
  expect(foldCode(lines(300).trimEnd())?.count).toBe(300)
})
