import { expect, test } from 'vitest'
import { Places } from './places.ts'

test('keeps what is at each place, of each room, however many there are', () => {
  const places = new Places()
  const seqs = [1, 2, 1_023, 1_024, 2_047, 2_048, 10_239]
  for (const seq of seqs) {
    expect(places.put('one', seq, `id-${seq}`)).toBeUndefined()
    expect(places.put('other', seq, `other-${seq}`)).toBeUndefined()
  }
  expect(places.all.filter(([room]) => room === 'one')).toEqual(seqs.map((seq) => ['one', seq, `id-${seq}`]))
  expect(places.countAfter('one', 1_024)).toBe(3)
  expect(places.countAfter('nowhere', 0)).toBe(0)
})

test('says what is at a place already, and keeps that', () => {
  const places = new Places()
  places.put('room', 7, 'a')
  expect(places.put('room', 7, 'a')).toBeUndefined()
  expect(places.put('room', 7, 'b')).toBe('a')
  expect(places.all).toEqual([['room', 7, 'a']])
})

test('takes no id that it would have to cut', () => {
  expect(() => new Places().put('room', 7, 'x'.repeat(64))).toThrow(RangeError)
})
