import { RoomId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { sampleMessage, waitingMessage } from '../test/samples.ts'
import { outboxItem } from './outbox-state.ts'
import { loadedRoom } from './room-state.ts'
import { composeRoomView } from './room-views.ts'

describe('what a timeline shows', () => {
  it('is every message once, also while its entry has not left the outbox yet', () => {
    const roomId = RoomId.parse('general')
    const empty = {
      roomId,
      status: 'loading',
      messages: [],
      outbox: [],
      quoted: new Map(),
      hasMoreBefore: false,
      hasMoreAfter: false,
      loadingBefore: false,
    } as const
    const outbox = [outboxItem(waitingMessage(7)), outboxItem(waitingMessage(8))]
    const state = loadedRoom(roomId, { messages: [sampleMessage(7)], hasMoreBefore: false }, 7)
    const view = composeRoomView(empty, { state, outbox, loadingBefore: false })
    expect(view.messages.map(({ text }) => text)).toEqual(['message 7'])
    expect(view.outbox.map(({ text }) => text)).toEqual(['message 8'])
  })
})
