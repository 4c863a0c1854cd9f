import { describe, expect, it } from 'vitest'
import { suggestGuestName } from './guest-name.ts'
import { UserName } from './users.ts'

/** Stands in for `Math.random`: gives the numbers in turn. */
const sequence = (...numbers: number[]) => {
  let next = 0
  return () => numbers[next++ % numbers.length] ?? 0
}

describe('a proposed guest name', () => {
  it('reads like BrightFox42', () => {
    for (let turn = 0; turn < 200; turn++) expect(suggestGuestName()).toMatch(/^[A-Z][a-z]+[A-Z][a-z]+[1-9]\d$/)
  })

  it('is one that the server takes, whatever chance brings', () => {
    for (let first = 0; first < 1; first += 0.01) {
      for (let second = 0; second < 1; second += 0.01) {
        const name = suggestGuestName(sequence(first, second, 0.999999))
        expect(UserName.safeParse(name).success, name).toBe(true)
      }
    }
  })

  it('differs between most people', () => {
    const names = new Set(Array.from({ length: 1_000 }, () => suggestGuestName()))
    expect(names.size).toBeGreaterThan(950)
  })
})
