import { initialNotify, Message, RoomId, type RoomNotify, UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type NotifyRules, noticeOf, notifyLevel, whatWaits } from './what-notifies.ts'

type Waits = Parameters<typeof whatWaits>[0][number]

type Choice = Omit<RoomNotify, 'roomId'>

const idOf = (place: number) => RoomId.parse(`room-${place}`)
const room = (parts: Partial<Waits> & Choice = {}): Waits & Choice => ({
  ...{ id: idOf(0), kind: 'public', unread: 0, mentions: 0 },
  ...parts,
})
const conversation = (parts: Partial<Waits> & Choice = {}) => room({ kind: 'direct', ...parts })
/** What has been chosen stands beside each room here. */
const waits = (...rooms: (Waits & Choice)[]) => {
  const named = rooms.map((one, place) => ({ ...one, id: idOf(place) }))
  return whatWaits(named, { choices: choicesFor(...named), defaults: initialNotify })
}
const choicesFor = (...rooms: (Pick<Waits, 'id'> & Choice)[]): ReadonlyMap<string, RoomNotify> =>
  new Map(rooms.map(({ id, level, muted }) => [id, { roomId: id, ...(level && { level }), ...(muted && { muted }) }]))

describe('what notifies in a room', () => {
  const levels = (of: (Pick<Waits, 'kind'> & Choice)[]) =>
    of.map((one) => notifyLevel(room(one), { choices: choicesFor(room(one)), defaults: initialNotify }))

  it('is what was chosen for its kind, unless something was chosen for the room itself (S65)', () => {
    expect(levels([{ kind: 'public' }, { kind: 'private' }, { kind: 'direct' }])).toEqual([
      'mentions',
      'mentions',
      'all',
    ])
    expect(
      levels([
        { kind: 'public', level: 'all' },
        { kind: 'direct', level: 'nothing' },
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
    expect(waits(room({ level: 'all', unread: 5, mentions: 2 }))).toEqual({ calling: 5, more: false })
  })

  it('says that there is more where nothing calls', () => {
    expect(waits(room({ unread: 5 }))).toEqual({ calling: 0, more: true })
    expect(waits(room({ level: 'nothing', unread: 5, mentions: 5 }))).toEqual({ calling: 0, more: true })
    expect(waits(room())).toEqual({ calling: 0, more: false })
  })

  it('leaves out muted rooms altogether', () => {
    const muted = { muted: true, unread: 5, mentions: 5 } as const
    expect(waits(room(muted), conversation(muted), room({ ...muted, level: 'all' }))).toEqual({
      calling: 0,
      more: false,
    })
  })
})

describe('a message', () => {
  const [ME, ADA, BAD] = [UserId.parse('me'), UserId.parse('ada'), UserId.parse('bad')]
  const rules = (parts: Partial<NotifyRules> = {}): NotifyRules => ({
    choices: new Map(),
    defaults: initialNotify,
    reader: { me: ME, blocked: new Set([BAD]) },
    status: 'online',
    ...parts,
  })
  const said = (parts: Partial<Message> = {}) =>
    Message.parse({ id: v7(), roomId: 'general', seq: 5, authorId: ADA, text: 'hello', sentAt: 0, ...parts })
  const calling = { mentions: [{ userId: ME, name: 'Me' }] }
  const there = (parts: object = {}) => ({ id: idOf(0), kind: 'public' as const, lastReadSeq: 4, ...parts })
  const choosing = (choice: Choice) => rules({ choices: choicesFor({ id: idOf(0), ...choice }) })

  it('notifies in a conversation, and in a room where it calls one or all messages are chosen (S65)', () => {
    expect(noticeOf(said(), there({ kind: 'direct' }), rules())).toBe('message')
    expect(noticeOf(said(), there(), rules())).toBeUndefined()
    expect(noticeOf(said(calling), there(), rules())).toBe('mention')
    expect(noticeOf(said({ mentionsRoom: true }), there(), rules())).toBe('mention')
    expect(noticeOf(said(), there(), choosing({ level: 'all' }))).toBe('message')
    expect(noticeOf(said(), there(), rules({ defaults: { rooms: 'all', direct: 'all' } }))).toBe('message')
  })

  it('does not where nothing is chosen, or the room is muted, whoever it calls (S65)', () => {
    for (const choice of [{ level: 'nothing' }, { muted: true }, { muted: true, level: 'all' }] as const) {
      expect(noticeOf(said(calling), there(), choosing(choice))).toBeUndefined()
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
