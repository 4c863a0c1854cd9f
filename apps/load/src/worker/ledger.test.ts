import { expect, test } from 'vitest'
import type { Member } from '../dialects/dialect.ts'
import { Ledger } from './ledger.ts'
import { Recorder } from './recorder.ts'

const member = (index: number): Member => ({
  index,
  rooms: ['room'],
  send: () => {},
  cursor: () => 10,
  pause: () => {},
  resume: () => {},
  cut: () => {},
  reconnect: async () => {},
})
const arrival = (seq: number, id = `m${seq}`) => ({ seq, id, due: 1 })

function setUp() {
  const ledger = new Ledger()
  const recorder = new Recorder(ledger)
  const [ada, bert] = [member(0), member(1)]
  for (const one of [ada, bert]) recorder.follow(one)
  return { ledger, recorder, ada, bert }
}

test('has no complaint where all members see the same, in whatever pieces', () => {
  const { ledger, recorder, ada, bert } = setUp()
  recorder.onArrivals(ada, 'room', [arrival(11), arrival(12)])
  recorder.onArrivals(bert, 'room', [arrival(11)])
  recorder.onArrivals(bert, 'room', [arrival(12)])
  recorder.check()
  expect(ledger.problems).toEqual([])
  expect(ledger.seen).toHaveLength(2)
})

test('complains of a member who did not see a message', () => {
  const { ledger, recorder, ada, bert } = setUp()
  recorder.onArrivals(ada, 'room', [arrival(11), arrival(12)])
  recorder.onArrivals(bert, 'room', [arrival(12)])
  recorder.check()
  expect(ledger.problems).toEqual([expect.stringContaining('Member 1 saw 1 of the 2')])
})

test('complains of a message that comes to somebody again, or in another order', () => {
  const { ledger, recorder, ada } = setUp()
  recorder.onArrivals(ada, 'room', [arrival(11), arrival(12)])
  recorder.onArrivals(ada, 'room', [arrival(11)])
  expect(ledger.problems).toEqual([expect.stringContaining('saw 11 of room again')])
})

test('complains where one place holds two messages, or one message has two places', () => {
  const { ledger, recorder, ada, bert } = setUp()
  recorder.onArrivals(ada, 'room', [arrival(11, 'a')])
  recorder.onArrivals(bert, 'room', [arrival(11, 'b')])
  recorder.onArrivals(ada, 'room', [arrival(12, 'a')])
  ledger.check()
  expect(ledger.problems).toHaveLength(2)
})
