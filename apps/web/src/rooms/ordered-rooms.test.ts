import { RoomId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeRoom } from '../testing/fake-chat-client.ts'
import { orderedRooms } from './ordered-rooms.ts'

describe('the list of rooms', () => {
  it('is in the order of their names as people read them', () => {
    const rooms = ['Zoo', 'éclair', 'Team 10', 'general', 'Team 9'].map((name) => fakeRoom({ name }))
    expect(orderedRooms(rooms).map(({ name }) => name)).toEqual(['éclair', 'general', 'Team 9', 'Team 10', 'Zoo'])
  })

  it('keeps namesakes where they are', () => {
    const [one, two] = ['r1', 'r2'].map((id) => fakeRoom({ id: RoomId.parse(id), name: 'Team' }))
    if (one === undefined || two === undefined) throw new Error('unreachable')
    expect(orderedRooms([two, one])).toEqual([one, two])
  })
})
