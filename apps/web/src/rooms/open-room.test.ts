import { RoomId, type RoomSummary } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { addressOfOldLink, messageAddress, placeAt, roomAddress, threadAddress } from './open-room.ts'

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
  const rooms = [room('r1', 'news'), room('r2', 'general'), room('r3'), room('r4', 'r3')]

  it('is the one that the address names (S34)', () => {
    for (const one of rooms.slice(0, 3)) expect(placeAt(roomAddress(one), rooms)).toEqual({ room: one })
    expect(placeAt('/r/r1', rooms)).toEqual({ room: rooms[0] })
    expect(placeAt('/r/r3', rooms)).toEqual({ room: rooms[2] })
    expect(roomAddress(room('r1', 'küche'))).toBe('/r/k%C3%BCche')
    expect(placeAt('/r/k%C3%BCche/', [room('r1', 'küche')])).toMatchObject({ room: { id: 'r1' } })
  })

  it('is found by links to its messages, whatever it is called by then (S34)', () => {
    expect(messageAddress(RoomId.parse('r1'), 12)).toBe('/r/r1/12')
    expect(placeAt('/r/r1/12', rooms)).toEqual({ room: rooms[0], message: 12 })
    expect(placeAt('/r/news/12/', rooms)).toEqual({ room: rooms[0], message: 12 })
    expect(placeAt('/r/r9/12', rooms)).toEqual({ elsewhere: 'r9', message: 12 })
  })

  it('is found by links to its threads, and to what was said there', () => {
    const [id] = [RoomId.parse('r1')]
    expect(placeAt(threadAddress(id, 12), rooms)).toEqual({ room: rooms[0], thread: 12 })
    expect(placeAt(threadAddress(id, 12, 34), rooms)).toEqual({ room: rooms[0], thread: 12, reply: 34 })
    expect(placeAt('/r/r1/12/34', rooms)).toMatchObject({ room: { slug: 'general' } })
  })

  it('is general without an address', () => {
    for (const address of ['', '/', '/r/', '/r/%', '/r/a/b', '#people', '/elsewhere']) {
      expect(placeAt(address, rooms)).toMatchObject({ room: { slug: 'general' } })
    }
  })

  it('is any where there is no general, and none where there are none', () => {
    expect(placeAt('', [room('r3')])).toMatchObject({ room: { id: 'r3' } })
    expect(placeAt('', [])).toEqual({ room: undefined })
  })

  it('is none of one’s own where the address names another', () => {
    expect(placeAt('/r/a%20b', rooms)).toEqual({ elsewhere: 'a b' })
  })

  it('is found by links of an earlier version', () => {
    expect(addressOfOldLink('#/k%C3%BCche')).toBe('/r/k%C3%BCche')
    for (const hash of ['', '#', '#/', '#people', '#/a/b']) expect(addressOfOldLink(hash)).toBeUndefined()
  })
})
