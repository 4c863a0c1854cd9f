import { describe, expect, it } from 'vitest'
import { idOf, waitingMessage } from '../test/samples.ts'
import {
  addItem,
  dropArrived,
  markQueued,
  markRefused,
  markSending,
  markSent,
  nextToSend,
  type OutboxState,
  outboxItem,
  reconcile,
} from './outbox-state.ts'

const { roomId } = waitingMessage(1)
const ERROR = { code: 'FORBIDDEN', message: 'No' } as const

function waiting(...numbers: number[]): OutboxState {
  return numbers.reduce<OutboxState>((state, number) => addItem(state, outboxItem(waitingMessage(number))), new Map())
}

const states = (state: OutboxState): string[] =>
  (state.get(roomId) ?? []).map((item) => `${item.text.replace('message ', '')} ${item.state}`)

describe('what waits', () => {
  it('goes one after the other', () => {
    const state = waiting(1, 2)
    expect(nextToSend(state.get(roomId) ?? [])?.id).toBe(idOf(1))
    expect(nextToSend(markSending(state, idOf(1)).get(roomId) ?? [])).toBeUndefined()
    expect(nextToSend(markSent(state, idOf(1), 7).get(roomId) ?? [])?.id).toBe(idOf(2))
    expect(nextToSend(markRefused(state, idOf(1), ERROR).get(roomId) ?? [])?.id).toBe(idOf(2))
  })

  it('stays in sight until the room has it', () => {
    const state = markSent(waiting(1, 2), idOf(1), 7)
    expect(dropArrived(state, roomId, 6)).toBe(state)
    expect(states(dropArrived(state, roomId, 7))).toEqual(['2 queued'])
  })

  it('is not taken for unsent once it is known to be sent, whatever became of an older attempt', () => {
    const sent = markSent(markSending(waiting(1), idOf(1)), idOf(1), 7)
    expect(states(markQueued(sent, idOf(1)))).toEqual(['1 sent'])
    expect(states(markRefused(sent, idOf(1), ERROR))).toEqual(['1 sent'])
  })

  it('follows what other tabs store and remove', () => {
    const state = markSending(waiting(1, 2), idOf(1))
    expect(
      states(
        reconcile(
          state,
          [1, 2, 3].map((number) => waitingMessage(number)),
        ),
      ),
    ).toEqual(['1 sending', '2 queued', '3 queued'])
    expect(states(reconcile(state, [waitingMessage(1)]))).toEqual(['1 sending'])
    expect(states(reconcile(state, [{ ...waitingMessage(1), error: ERROR }]))).toEqual(['1 refused'])
    expect(states(reconcile(markRefused(state, idOf(2), ERROR), [waitingMessage(2)]))).toEqual(['2 queued'])
  })

  it('keeps showing what is sent, although it is not stored any more', () => {
    const state = markSent(waiting(1, 2), idOf(1), 7)
    expect(states(reconcile(state, [waitingMessage(2)]))).toEqual(['1 sent', '2 queued'])
    expect(states(reconcile(state, [waitingMessage(1), waitingMessage(2)]))).toEqual(['1 sent', '2 queued'])
  })

  it('is the same list where nothing has changed', () => {
    const state = waiting(1, 2)
    expect(reconcile(state, [waitingMessage(1), waitingMessage(2)]).get(roomId)).toBe(state.get(roomId))
  })
})
