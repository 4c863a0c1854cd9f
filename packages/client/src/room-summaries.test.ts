import { Member, RoomChanges, type RoomSummary } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { sampleMessage, sampleSummary, sampleUser } from '../test/samples.ts'
import { addSummary, replaceSummaries, summariseChanges as summariseFor } from './room-summaries.ts'
import { leavesDoubt, type Reader } from './unread-after.ts'

const ROOM = sampleSummary('general', { head: 5, memberCount: 3, lastMessage: sampleMessage(5) })
const OTHER_PERSON = sampleUser('carol').id
const OTHER = sampleSummary('random', { head: 9 })

function changes(from: number, to: number, parts: Partial<RoomChanges> = {}): RoomChanges {
  return RoomChanges.parse({ roomId: 'general', from, to, head: to, messages: [], ...parts })
}

function summariseChanges(rooms: readonly RoomSummary[], changed: RoomChanges, me?: Reader['me']) {
  return summariseFor(rooms, changed, { me, blocked: new Set() })
}

function member(parts: Partial<Member>): Member {
  return Member.parse({ userId: 'bob', role: 'member', joinedSeq: 1, lastReadSeq: 0, ...parts })
}

describe('the list of rooms', () => {
  it('shows the newest message of each', () => {
    const [room, other] = summariseChanges([ROOM, OTHER], changes(5, 6, { messages: [sampleMessage(6)] }))
    expect(room).toMatchObject({ head: 6, lastMessage: { seq: 6 } })
    expect(other).toBe(OTHER)
  })

  it('shows the newest message as it is now', () => {
    const [room] = summariseChanges([ROOM], changes(5, 6, { messages: [sampleMessage(5, 'edited')] }))
    expect(room?.lastMessage?.text).toBe('edited')
  })

  it('is not confused by changes of older messages, nor by frames that come late', () => {
    expect(summariseChanges([ROOM], changes(5, 6, { messages: [sampleMessage(2)] }))[0]?.lastMessage?.seq).toBe(5)
    const list = [ROOM]
    expect(summariseChanges(list, changes(3, 4, { messages: [sampleMessage(4)] }))).toBe(list)
    expect(summariseChanges(list, changes(3, 4, { messages: [sampleMessage(5, 'older state')] }))).toBe(list)
  })

  it('counts a message no more that was deleted before it was read, once', () => {
    const room = { ...ROOM, lastReadSeq: 3, unread: 2 }
    const gone = { ...sampleMessage(5, ''), deletedAt: 9 }
    const [after] = summariseChanges([room], changes(5, 6, { messages: [gone] }), OTHER_PERSON)
    expect(after).toMatchObject({ head: 6, unread: 1, lastMessage: gone })
    expect(summariseChanges(after ? [after] : [], changes(4, 6, { messages: [gone] }), OTHER_PERSON)[0]).toEqual(after)
  })

  it('keeps what was read here where an answer comes that was written before the server knew (S29)', () => {
    const read = { ...ROOM, lastReadSeq: 5, unread: 0 }
    const asked = { ...ROOM, lastReadSeq: 2, unread: 3 }
    expect(addSummary([read], asked)[0]).toMatchObject({ lastReadSeq: 5, unread: 0 })
  })

  it('takes nothing off for what was deleted long ago and comes along with an answer to it (S50, S61)', () => {
    const room = { ...ROOM, lastReadSeq: 3, unread: 1 }
    const root = { ...sampleMessage(4, ''), deletedAt: 9 }
    const answered = changes(5, 6, { messages: [root, { ...sampleMessage(6), threadRoot: root.id }] })
    const reader = { me: OTHER_PERSON, blocked: new Set<never>() }
    expect(summariseChanges([room], answered, OTHER_PERSON)[0]?.unread).toBe(1)
    expect(leavesDoubt(room, answered, reader)).toBe(false)
    // It may have been deleted only now: there is an entry more.
    const both = changes(5, 7, { messages: answered.messages })
    expect(leavesDoubt(room, both, reader)).toBe(true)
  })

  it('keeps its count where what was deleted had been read, was never counted, or may be beyond the count', () => {
    const gone = (seq: number) => ({ ...sampleMessage(seq, ''), deletedAt: 9 })
    const unread = (room: Partial<typeof ROOM>, messages = [gone(5)]) =>
      summariseChanges([{ ...ROOM, ...room }], changes(5, 8, { messages }), OTHER_PERSON)[0]?.unread
    expect(unread({ lastReadSeq: 5, unread: 0 })).toBe(0)
    expect(unread({ lastReadSeq: 0, unread: 2 }, [gone(7)])).toBe(2)
    expect(unread({ lastReadSeq: 0, unread: 100 })).toBe(100)
  })

  it('tells how many messages are pinned, as the latest frame that says so does, and until it says none (S66)', () => {
    const pins = (head: number, count?: number) =>
      changes(head - 1, head, { room: { ...ROOM, head, ...(count !== undefined && { pins: count }) } })
    const [one] = summariseChanges([ROOM], pins(6, 1))
    expect(one?.pins).toBe(1)
    const [two] = summariseChanges(one ? [one] : [], pins(7, 2))
    expect(summariseChanges(two ? [two] : [], pins(6, 1))[0]?.pins).toBe(2)
    expect(summariseChanges(two ? [two] : [], pins(8))[0]).not.toHaveProperty('pins')
  })

  it('counts who comes and who goes', () => {
    const count = (members: Member[]): number | undefined =>
      summariseChanges([ROOM], changes(5, 8, { members }))[0]?.memberCount
    expect(count([member({ joinedSeq: 6 })])).toBe(4)
    expect(count([member({ leftSeq: 7 })])).toBe(2)
    expect(count([member({ joinedSeq: 6, leftSeq: 7 })])).toBe(3)
    expect(count([member({ role: 'moderator' })])).toBe(3)
  })

  it('counts nobody twice', () => {
    const joined = changes(4, 5, { members: [member({ joinedSeq: 5 })] })
    expect(summariseChanges([ROOM], joined)[0]?.memberCount).toBe(3)
  })

  it('takes from a frame what a room is for everybody, and keeps what is one’s own (S31)', () => {
    const mine = { ...ROOM, topic: 'Old', readOnly: true, lastReadSeq: 3, unread: 2, role: 'owner' as const }
    const { topic: _, ...renamed } = sampleSummary('general', {
      head: 6,
      name: 'everybody',
      slug: 'all',
      archived: true,
    })
    const { topic: _old, readOnly: _readOnly, ...kept } = mine
    expect(summariseChanges([mine], changes(5, 6, { room: renamed }))).toEqual([
      { ...kept, head: 6, name: 'everybody', slug: 'all', archived: true },
    ])
    const ahead = { ...mine, head: 8 }
    expect(summariseChanges([ahead], changes(5, 6, { room: renamed }))[0]).toMatchObject({ name: 'general' })
    const unknown = [OTHER]
    expect(summariseChanges(unknown, changes(5, 6, { room: renamed }))).toBe(unknown)
  })

  it('shows one’s own role as it changes, and nobody else’s', () => {
    const me = member({ role: 'moderator' })
    const role = (changed: RoomChanges, room = ROOM) => summariseChanges([room], changed, me.userId)[0]?.role
    expect(role(changes(5, 6, { members: [me] }))).toBe('moderator')
    expect(role(changes(5, 6, { members: [member({ userId: OTHER_PERSON, role: 'owner' })] }))).toBe('member')
    expect(role(changes(3, 4, { members: [me] }))).toBe('member')
  })

  it('keeps what was heard live when an older sync arrives, unless the log began anew', () => {
    const heard = { ...ROOM, head: 7, name: 'renamed', role: 'owner' as const, lastMessage: sampleMessage(7) }
    expect(replaceSummaries([heard], [ROOM], new Set())).toEqual([heard])
    expect(replaceSummaries([heard], [ROOM], new Set([ROOM.id]))).toEqual([ROOM])
    expect(replaceSummaries([heard], [OTHER], new Set())).toEqual([OTHER])
  })
})
