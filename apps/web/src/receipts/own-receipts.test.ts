import { UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeMessage, ME } from '../testing/fake-chat-client.ts'
import { ownReceipts } from './own-receipts.ts'

const mine = (seq: number, parts = {}) => fakeMessage(seq, { authorId: ME, ...parts })
const reads = (...marks: number[]) => new Map(marks.map((seq, index) => [UserId.parse(`p${index}`), seq]))
const seqOf = (id: string) => Number(id.slice(-12))

describe('the receipts of one’s own messages', () => {
  it('count who has read each, and open at the newest that somebody has', () => {
    const receipts = ownReceipts(
      [mine(1), fakeMessage(2), mine(3), mine(5)],
      ME,
      { reads: reads(4, 1, 3), deliveries: reads() },
      'told',
    )
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [3, { readBy: 2, deliveredTo: 0, opensReaders: true }],
      [1, { readBy: 3, deliveredTo: 0, opensReaders: false }],
    ])
  })

  it('count on whose devices each has arrived, whether or not anybody has read it', () => {
    const marks = { reads: reads(1), deliveries: reads(1, 3) }
    const receipts = ownReceipts([mine(1), mine(3), mine(5)], ME, marks, 'told')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [3, { readBy: 0, deliveredTo: 1, opensReaders: false }],
      [1, { readBy: 1, deliveredTo: 2, opensReaders: true }],
    ])
  })

  it('leave deleted messages out', () => {
    const receipts = ownReceipts(
      [mine(1), mine(2, { deletedAt: 9, text: '' })],
      ME,
      { reads: reads(2), deliveries: reads() },
      'told',
    )
    expect([...receipts.keys()].map(seqOf)).toEqual([1])
  })

  it('are asked for at the newest message in a room that is too large to tell', () => {
    const receipts = ownReceipts([mine(1), mine(2)], ME, { reads: reads(), deliveries: reads() }, 'asked')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [2, { readBy: 0, deliveredTo: 0, opensReaders: true }],
    ])
  })

  it('need no list where there is one other', () => {
    const receipts = ownReceipts([mine(1), mine(2)], ME, { reads: reads(1), deliveries: reads() }, 'pair')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [1, { readBy: 1, deliveredTo: 0, opensReaders: false }],
    ])
  })

  it('are not there where they are turned off', () => {
    expect(ownReceipts([mine(1)], ME, { reads: reads(1), deliveries: reads() }, 'never').size).toBe(0)
  })
})
