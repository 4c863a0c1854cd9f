import { UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeMessage, ME } from '../testing/fake-chat-client.ts'
import { ownReceipts } from './own-receipts.ts'

const mine = (seq: number, parts = {}) => fakeMessage(seq, { authorId: ME, ...parts })
const reads = (...marks: number[]) => new Map(marks.map((seq, index) => [UserId.parse(`p${index}`), seq]))
const seqOf = (id: string) => Number(id.slice(-12))

describe('the receipts of one’s own messages', () => {
  it('count who has read each, and open at the newest that somebody has', () => {
    const receipts = ownReceipts([mine(1), fakeMessage(2), mine(3), mine(5)], ME, reads(4, 1, 3), 'told')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [3, { readBy: 2, opensReaders: true }],
      [1, { readBy: 3, opensReaders: false }],
    ])
  })

  it('leave deleted messages out', () => {
    const receipts = ownReceipts([mine(1), mine(2, { deletedAt: 9, text: '' })], ME, reads(2), 'told')
    expect([...receipts.keys()].map(seqOf)).toEqual([1])
  })

  it('are asked for at the newest message in a room that is too large to tell', () => {
    const receipts = ownReceipts([mine(1), mine(2)], ME, reads(), 'asked')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([[2, { readBy: 0, opensReaders: true }]])
  })

  it('need no list where there is one other', () => {
    const receipts = ownReceipts([mine(1), mine(2)], ME, reads(1), 'pair')
    expect([...receipts].map(([id, receipt]) => [seqOf(id), receipt])).toEqual([
      [1, { readBy: 1, opensReaders: false }],
    ])
  })

  it('are not there where they are turned off', () => {
    expect(ownReceipts([mine(1)], ME, reads(1), 'never').size).toBe(0)
  })
})
