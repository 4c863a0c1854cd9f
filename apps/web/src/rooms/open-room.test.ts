import { RoomId, type RoomSummary } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { linkedAddress, placeAt, roomAddress } from './open-room.ts'

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
    for (const one of rooms) expect(placeAt(roomAddress(one), rooms)).toEqual({ room: one })
    expect(roomAddress(room('r1', 'a b/c'))).toBe('#/a%20b%2Fc')
  })

  it('is general without an address', () => {
    for (const address of ['', '#', '#/', '#/%', '#elsewhere']) {
      expect(placeAt(address, rooms)).toMatchObject({ room: { slug: 'general' } })
    }
  })

  it('is any where there is no general, and none where there are none', () => {
    expect(placeAt('', [room('r3')])).toMatchObject({ room: { id: 'r3' } })
    expect(placeAt('', [])).toEqual({ room: undefined })
  })

  it('is none of one’s own where the address names another', () => {
    expect(placeAt('#/a%20b', rooms)).toEqual({ elsewhere: 'a b' })
  })

  it('can be linked to by a path', () => {
    expect(linkedAddress('/r/news')).toBe('#/news')
    expect(linkedAddress('/r/k%C3%BCche/')).toBe('#/k%C3%BCche')
    for (const path of ['/', '/r/', '/r/a/b', '/rooms/a']) expect(linkedAddress(path)).toBeUndefined()
  })
})
