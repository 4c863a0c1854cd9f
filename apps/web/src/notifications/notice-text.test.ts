import { describe, expect, it } from 'vitest'
import { missedNoticeText, roomNoticeText } from './notice-text.ts'

const general = { kind: 'public', name: 'general' } as const
const notice = (parts: Partial<Parameters<typeof roomNoticeText>[0]> = {}) =>
  roomNoticeText({ room: general, inThread: false, author: 'Ada', text: 'hello', mentions: false, count: 1, ...parts })

describe('a notification', () => {
  it('says who wrote what, and where', () => {
    expect(notice()).toEqual({ title: 'Ada in #general', body: 'hello' })
    expect(notice({ mentions: true, text: '**@Bert**, look 🎉' })).toEqual({
      title: 'Ada mentions you in #general',
      body: '@Bert, look 🎉',
    })
    expect(notice({ room: { kind: 'direct', name: 'Ada' } })).toEqual({ title: 'Ada', body: 'hello' })
    expect(notice({ room: { kind: 'direct', name: 'Ada, Cleo' } })).toEqual({
      title: 'Ada in Ada, Cleo',
      body: 'hello',
    })
  })

  it('says that it is in a thread', () => {
    expect(notice({ inThread: true, mentions: true }).title).toBe('Ada mentions you in a thread in #general')
    expect(notice({ inThread: true, room: { kind: 'direct', name: 'Ada' } }).title).toBe('Ada in a thread in Ada')
  })

  it('says how many there are by now, and what the latest is', () => {
    expect(notice({ count: 3 })).toEqual({ title: '3 new messages in #general', body: 'Ada: hello' })
    expect(notice({ count: 3, room: { kind: 'direct', name: 'Ada' } })).toEqual({
      title: '3 new messages from Ada',
      body: 'hello',
    })
  })

  it('tells all together what came while nobody was connected', () => {
    const kitchen = { kind: 'private', name: 'Kitchen' } as const
    expect(missedNoticeText(5, [general, kitchen])).toEqual({
      title: '5 new messages in 2 rooms',
      body: '#general, #Kitchen',
    })
    expect(missedNoticeText(2, [general])).toEqual({
      title: '2 new messages in #general',
      body: 'While you were away.',
    })
  })

  it('is a line of text, whatever people call themselves, their rooms and what they write', () => {
    const { title, body } = notice({
      author: 'Ada\n\u202eevil\u0000',
      room: { kind: 'public', name: 'a\r\nb\u2029<img src=x>' },
      text: '<script>alert(1)</script>\n[x](javascript:alert(1))\n\u2066turned\u0007',
    })
    expect(title).toBe('Ada evil in #a b <img src=x>')
    expect(body).toBe('<script>alert(1)</script> [x](javascript:alert(1)) turned')
  })

  it('does not turn around for a name that is written from right to left', () => {
    expect(notice({ author: 'نور' }).title).toBe('\u2068نور\u2069 in #general')
  })

  it('is no longer than anybody reads, and cuts no character in two', () => {
    expect([...notice({ text: '🦊'.repeat(4_000) }).body]).toHaveLength(200)
    expect(notice({ text: '🦊'.repeat(4_000) }).body.endsWith('🦊…')).toBe(true)
  })
})
