import { initialNotify, type RoomSummary } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { notifyLevel, whatWaits } from './what-notifies.ts'

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
