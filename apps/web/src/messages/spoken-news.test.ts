import { UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeMessage } from '../testing/fake-chat-client.ts'
import { arrivals, spokenArrivals } from './spoken-news.ts'

const me = UserId.parse('me')
const messages = [fakeMessage(1), fakeMessage(2, { authorId: me }), fakeMessage(3, { text: 'hello' }), fakeMessage(4)]
const nameOf = () => 'Ada'

describe('what is read out', () => {
  it('is nothing when a room opens', () => {
    expect(arrivals(messages, undefined, me)).toEqual([])
  })

  it('is what others wrote since, not what one wrote oneself', () => {
    expect(arrivals(messages, 1, me).map(({ seq }) => seq)).toEqual([3, 4])
  })

  it('is not what was deleted before it arrived', () => {
    expect(arrivals([fakeMessage(5, { text: '', deletedAt: 9 })], 4, me)).toEqual([])
  })

  it('is one message in full, several as a number', () => {
    expect(spokenArrivals(messages.slice(2, 3), nameOf)).toBe('Ada: hello')
    expect(spokenArrivals(messages.slice(2), nameOf)).toBe('2 new messages')
    expect(spokenArrivals([], nameOf)).toBe('')
  })

  it('says so where one is mentioned', () => {
    const callsMe = ({ seq }: { seq: number }) => seq === 3
    expect(spokenArrivals(messages.slice(2, 3), nameOf, callsMe)).toBe('Ada mentions you: hello')
    expect(spokenArrivals(messages.slice(2), nameOf, callsMe)).toBe('2 new messages, 1 of them for you')
  })

  it('ends before it becomes a lecture', () => {
    expect(spokenArrivals([fakeMessage(1, { text: 'x'.repeat(4000) })], nameOf).length).toBeLessThan(320)
  })
})
