import { initialNotify, Message, type RoomSummary, UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type NotifyRules, noticeOf, notifyLevel, whatWaits } from './what-notifies.ts'

type Waits = Parameters<typeof whatWaits>[0][number]

const room = (parts: Partial<Waits> = {}): Waits => ({ kind: 'public', unread: 0, mentions: 0, ...parts })
const conversation = (parts: Partial<Waits> = {}) => room({ kind: 'direct', ...parts })
const waits = (...rooms: Waits[]) => whatWaits(rooms, initialNotify)

describe('what notifies in a room', () => {
  const levels = (of: Pick<RoomSummary, 'kind' | 'notify'>[]) =>
    of.map((one) => notifyLevel(one, { rooms: 'mentions', direct: 'all' }))

  it('is what was chosen for its kind, unless something was chosen for the room itself (S65)', () => {
    expect(levels([{ kind: 'public' }, { kind: 'private' }, { kind: 'direct' }])).toEqual([
      'mentions',
      'mentions',
      'all',
    ])
    expect(
      levels([
        { kind: 'public', notify: 'all' },
        { kind: 'direct', notify: 'nothing' },
      ]),
    ).toEqual(['all', 'nothing'])
  })
})

describe('what waits', () => {
  it('is the mentions in rooms and everything in conversations', () => {
    expect(waits(room({ unread: 5, mentions: 2 }), conversation({ unread: 3 }))).toEqual({ calling: 5, more: true })
    expect(waits(conversation({ unread: 3, mentions: 3 }))).toEqual({ calling: 3, more: false })
  })

  it('is everything in a room for which all messages are chosen', () => {
    expect(waits(room({ notify: 'all', unread: 5, mentions: 2 }))).toEqual({ calling: 5, more: false })
  })

  it('says that there is more where nothing calls', () => {
    expect(waits(room({ unread: 5 }))).toEqual({ calling: 0, more: true })
    expect(waits(room({ notify: 'nothing', unread: 5, mentions: 5 }))).toEqual({ calling: 0, more: true })
    expect(waits(room())).toEqual({ calling: 0, more: false })
  })

  it('leaves out muted rooms altogether', () => {
    const muted = { muted: true, unread: 5, mentions: 5 } as const
    expect(waits(room(muted), conversation(muted), room({ ...muted, notify: 'all' }))).toEqual({
      calling: 0,
      more: false,
    })
  })
})

describe('a message', () => {
  const [ME, ADA, BAD] = [UserId.parse('me'), UserId.parse('ada'), UserId.parse('bad')]
  const rules = (parts: Partial<NotifyRules> = {}): NotifyRules => ({
    defaults: initialNotify,
    reader: { me: ME, blocked: new Set([BAD]) },
    status: 'online',
    ...parts,
  })
  const said = (parts: Partial<Message> = {}) =>
    Message.parse({ id: v7(), roomId: 'general', seq: 5, authorId: ADA, text: 'hello', sentAt: 0, ...parts })
  const calling = { mentions: [{ userId: ME, name: 'Me' }] }
  const there = (parts: object = {}) => ({ kind: 'public' as const, lastReadSeq: 4, ...parts })

  it('notifies in a conversation, and in a room where it calls one or all messages are chosen (S65)', () => {
    expect(noticeOf(said(), there({ kind: 'direct' }), rules())).toBe('message')
    expect(noticeOf(said(), there(), rules())).toBeUndefined()
    expect(noticeOf(said(calling), there(), rules())).toBe('mention')
    expect(noticeOf(said({ mentionsRoom: true }), there(), rules())).toBe('mention')
    expect(noticeOf(said(), there({ notify: 'all' }), rules())).toBe('message')
    expect(noticeOf(said(), there(), rules({ defaults: { rooms: 'all', direct: 'all' } }))).toBe('message')
  })

  it('does not where nothing is chosen, or the room is muted, whoever it calls (S65)', () => {
    for (const room of [there({ notify: 'nothing' }), there({ muted: true }), there({ muted: true, notify: 'all' })]) {
      expect(noticeOf(said(calling), room, rules())).toBeUndefined()
    }
  })

  it('does not where one does not want to be disturbed (S44, S65)', () => {
    const conversation = there({ kind: 'direct' })
    expect(noticeOf(said(calling), conversation, rules({ status: 'dnd' }))).toBeUndefined()
    expect(noticeOf(said(calling), conversation, rules({ status: 'away' }))).toBe('mention')
  })

  it('does not where one has written it oneself, or somebody whom one has blocked, or has read it (S43, S65)', () => {
    const conversation = there({ kind: 'direct' })
    for (const parts of [{ authorId: ME }, { authorId: BAD }, { seq: 4 }, { deletedAt: 1, text: '' }]) {
      expect(noticeOf(said({ ...calling, ...parts }), conversation, rules())).toBeUndefined()
    }
  })
})
