import { expect, test } from 'vitest'
import { describeTypists } from './describe-typists.ts'

test.for([
  [[], undefined],
  [['Ann'], 'Ann is'],
  [['Ann', 'Ben'], 'Ann and Ben are'],
  [['Ann', 'Ben', 'Cy'], 'Several people are'],
  [['Ann', 'Ben', 'Cy', 'Di', 'Ed'], 'Several people are'],
] as const)('of %j one reads: %s', ([names, line]) => {
  const typists = describeTypists(names)
  expect(typists && `${typists.who} ${typists.are}`).toBe(line)
})
