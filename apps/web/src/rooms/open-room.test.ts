import { RoomId, type RoomSummary } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { roomAddress, roomAt } from './open-room.ts'

function room(id: string, slug?: string): RoomSummary {
  return {
    id: RoomId.parse(id),
    kind: 'public',
    name: id,
    ...(slug !== undefined && { slug }),
    head: 0,
    memberCount: 1,
    lastReadSeq: 0,
    unread: 0,
    mentions: 0,
    role: 'member',
  }
}

describe('the open room', () => {
  const rooms = [room('r1', 'news'), room('r2', 'general'), room('r3')]

  it('is the one that the address names', () => {
    for (const one of rooms) expect(roomAt(roomAddress(one), rooms)).toBe(one)
    expect(roomAddress(room('r1', 'a b/c'))).toBe('#/a%20b%2Fc')
  })

  it('is general without an address, or with one that leads nowhere', () => {
    expect(roomAt('', rooms)?.slug).toBe('general')
    expect(roomAt('#/gone', rooms)?.slug).toBe('general')
  })

  it('is any where there is no general, and none where there are none', () => {
    expect(roomAt('', [room('r3')])?.id).toBe('r3')
    expect(roomAt('', [])).toBeUndefined()
  })
})
