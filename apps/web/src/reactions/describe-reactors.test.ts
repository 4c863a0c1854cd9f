import { type User, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { countOf, describeReactors } from './describe-reactors.ts'

const [me, ann, ben, cid, dan] = ['me', 'ann', 'ben', 'cid', 'dan'].map((id) => UserId.parse(id))
if (!me || !ann || !ben || !cid || !dan) throw new Error('unreachable')
const users = new Map<UserId, User>([
  [ann, { id: ann, name: 'Ann' }],
  [ben, { id: ben, name: 'Ben' }],
  [cid, { id: cid, name: 'Cid' }],
  [dan, { id: dan, name: 'Dan' }],
])
const say = (userIds: UserId[], count?: number) =>
  describeReactors({ emoji: '🎉', userIds, ...(count !== undefined && { count }) }, { me, users })

describe('who reacts, in words', () => {
  it('names up to three, oneself first, and counts the others', () => {
    expect(say([ann])).toBe('Ann')
    expect(say([ann, me])).toBe('You and Ann')
    expect(say([ann, ben, cid])).toBe('Ann, Ben, and Cid')
    expect(say([ann, ben, cid, dan])).toBe('Ann, Ben, Cid, and 1 other')
    expect(say([ann, ben, cid, dan, me])).toBe('You, Ann, Ben, and 2 others')
  })

  it('counts those whom the message does not name, and whom nobody knows', () => {
    expect(say([ann, ben, cid], 43)).toBe('Ann, Ben, Cid, and 40 others')
    expect(say([ann, UserId.parse('unknown')])).toBe('Ann and 1 other')
    expect(say([UserId.parse('unknown')])).toBe('Somebody')
    expect(say([], 12)).toBe('12 people')
    expect(countOf({ emoji: '🎉', userIds: [ann], count: 7 })).toBe(7)
  })
})
