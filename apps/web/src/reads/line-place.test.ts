import { UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { timelineRows } from '../messages/timeline-rows.ts'
import { fakeMessage, fakeMessageId } from '../testing/fake-chat-client.ts'
import { linePlace } from './line-place.ts'

const me = UserId.parse('ada')
const said = (seq: number, authorId = UserId.parse('bob')) => fakeMessage(seq, { authorId })
const rows = (messages: ReturnType<typeof said>[]) => timelineRows({ messages, outbox: [], hasMoreAfter: false }, me)

describe('the line that tells what is new', () => {
  it('stands before the first message of others that has not been read, and is still there', () => {
    const written = rows([said(1), said(2, me), { ...said(3), text: '', deletedAt: 1 }, said(4), said(5)])
    expect(linePlace(written, true, 1)).toMatchObject({ after: 1, first: fakeMessageId(4), index: 4 })
  })

  it('is above all that is loaded where that does not reach back to it', () => {
    expect(linePlace(rows([said(8), said(9)]), true, 4)).toEqual({ after: 4, first: undefined, index: undefined })
    expect(linePlace(rows([said(8), said(9)]), false, 4)).toMatchObject({ first: fakeMessageId(8), index: 1 })
  })

  it('is nowhere where nothing of others is new', () => {
    expect(linePlace(rows([said(8), said(9)]), true, 9)).toBeUndefined()
    expect(linePlace(rows([said(8)]), true, undefined)).toBeUndefined()
  })
})
