import { expect, test } from 'vitest'
import type { Placed, Settled } from '../worker/commands.ts'
import { checkRun } from './check-run.ts'

const one: Placed = ['room', 1, 'a']
const two: Placed = ['room', 2, 'b']
const settled = (change: Partial<Settled> = {}): Settled => ({
  acked: [one, two],
  seen: [one, two],
  rooms: ['room'],
  members: 2,
  problems: [],
  ...change,
})

test('finds nothing where everybody saw everything and it is stored', () => {
  expect(checkRun([settled()], [one, two])).toEqual({ acked: 2, members: 2, stored: 2, problems: [] })
})

test('finds a message that was acknowledged and is not in the database', () => {
  expect(checkRun([settled()], [one]).problems).toEqual([
    expect.stringContaining('b, acknowledged as 2 of room, is not'),
  ])
})

test('finds a message that is in the database at another place than was acknowledged', () => {
  expect(checkRun([settled()], [one, ['room', 3, 'b']]).problems).toHaveLength(1)
})

test('finds a message that is in the database twice', () => {
  expect(checkRun([settled()], [one, two, ['room', 3, 'a']]).problems).toEqual([expect.stringContaining('twice')])
})

test('finds a message that the members of one process did not see, and asks nobody about rooms that are not theirs', () => {
  const elsewhere = settled({ acked: [], seen: [one] })
  expect(checkRun([settled(), elsewhere], [one, two]).problems).toEqual([expect.stringContaining('process 2')])
  expect(checkRun([settled(), { ...elsewhere, rooms: ['other'] }], [one, two]).problems).toEqual([])
})

test('says so where there was nothing to check', () => {
  expect(checkRun([settled({ acked: [], seen: [] })], []).problems).toHaveLength(1)
})
