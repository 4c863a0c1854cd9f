import { Message, RoomChanges, RoomId, UserId } from '@chat/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesAfter, createModelRoom, edit, headOf, messagesOf, pageOf, post } from '../test/model-room.ts'
import {
  applyChanges,
  expectPage,
  isBehind,
  loadedRoom,
  noteHead,
  type RoomState,
  receivePage,
  shrinkRoom,
} from './room-state.ts'
import { WINDOW_LIMIT } from './room-window.ts'

const ROOM = RoomId.parse('general')
const ADA = UserId.parse('ada')

function idOf(number: number) {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}` as Message['id']
}

function message(seq: number, text = `message ${seq}`): Message {
  return Message.parse({ id: idOf(seq), roomId: ROOM, seq, authorId: 'ada', text, sentAt: seq })
}

function changes(from: number, to: number, messages: readonly Message[], more?: true): RoomChanges {
  return RoomChanges.parse({ roomId: ROOM, from, to, head: to, messages, ...(more && { more }) })
}

function room(count: number, hasMoreBefore = false): RoomState {
  const messages = Array.from({ length: count }, (_, index) => message(index + 1))
  return loadedRoom(ROOM, { messages, hasMoreBefore }, count)
}

const seqs = (state: RoomState): number[] => state.window.messages.map(({ seq }) => seq)

describe('the cursor rule', () => {
  it('takes changes that begin at the cursor', () => {
    const { state, outcome } = applyChanges(room(2), changes(2, 3, [message(3)]))
    expect(outcome).toBe('applied')
    expect(state.cursor).toBe(3)
    expect(seqs(state)).toEqual([1, 2, 3])
  })

  it('drops changes that it has, without a new state', () => {
    const before = room(3)
    const after = applyChanges(before, changes(1, 3, [message(2, 'an older state'), message(3)]))
    expect(after).toEqual({ state: before, outcome: 'old' })
    expect(after.state).toBe(before)
  })

  it('takes what reaches beyond the cursor from before it', () => {
    const { state, outcome } = applyChanges(
      room(2),
      changes(
        0,
        4,
        [1, 2, 3, 4].map((seq) => message(seq)),
      ),
    )
    expect(outcome).toBe('applied')
    expect(seqs(state)).toEqual([1, 2, 3, 4])
  })

  it('takes nothing across a gap, but knows that it is behind', () => {
    const { state, outcome } = applyChanges(room(2), changes(5, 6, [message(6)]))
    expect(outcome).toBe('gap')
    expect(state).toMatchObject({ cursor: 2, head: 6 })
    expect(isBehind(state)).toBe(true)
    expect(seqs(state)).toEqual([1, 2])
  })

  it('puts what comes across a gap in place of what it has of it, and adds nothing', () => {
    const { state, outcome } = applyChanges(room(2), changes(5, 7, [message(1, 'edited'), message(4), message(6)]))
    expect(outcome).toBe('gap')
    expect(state).toMatchObject({ cursor: 2, head: 7 })
    expect(state.window.messages.map(({ text }) => text)).toEqual(['edited', 'message 2'])
  })

  it('asks for more after a frame that only says how far the log is', () => {
    const { state, outcome } = applyChanges(room(2), { ...changes(2, 2, [], true), head: 9 })
    expect(outcome).toBe('gap')
    expect(state.head).toBe(9)
  })

  it('moves on over changes that are no messages', () => {
    const { state } = applyChanges(room(2), changes(2, 4, []))
    expect(state.cursor).toBe(4)
  })
})

describe('the window', () => {
  it('replaces a message that has changed, in its place', () => {
    const { state } = applyChanges(room(3), changes(3, 4, [message(2, 'edited')]))
    expect(state.window.messages.map(({ text }) => text)).toEqual(['message 1', 'edited', 'message 3'])
  })

  it('ignores a changed message that is older than what is loaded', () => {
    const before = loadedRoom(ROOM, { messages: [message(8), message(9)], hasMoreBefore: true }, 9)
    const { state } = applyChanges(before, changes(9, 10, [message(3, 'edited')]))
    expect(seqs(state)).toEqual([8, 9])
    expect(state.cursor).toBe(10)
  })

  it('takes the first message of an empty room', () => {
    expect(
      seqs(
        applyChanges(loadedRoom(ROOM, { messages: [], hasMoreBefore: false }, 1), changes(1, 2, [message(2)])).state,
      ),
    ).toEqual([2])
  })

  it('forgets the oldest messages when it grows too long', () => {
    const { state } = applyChanges(
      room(WINDOW_LIMIT),
      changes(WINDOW_LIMIT, WINDOW_LIMIT + 1, [message(WINDOW_LIMIT + 1)]),
    )
    expect(state.window.messages).toHaveLength(WINDOW_LIMIT)
    expect(state.window.hasMoreBefore).toBe(true)
    expect(seqs(state)[0]).toBe(2)
  })

  it('keeps what somebody scrolled to until they look elsewhere', () => {
    const full = { ...room(0), window: { messages: [], hasMoreBefore: true } }
    const messages = Array.from({ length: WINDOW_LIMIT }, (_, index) => message(index + 101))
    const loaded = receivePage(expectPage({ ...full, window: { messages, hasMoreBefore: true } }), {
      messages: Array.from({ length: 100 }, (_, index) => message(index + 1)),
      hasMoreBefore: false,
    })
    expect(loaded.window.messages).toHaveLength(WINDOW_LIMIT + 100)
    expect(loaded.window.hasMoreBefore).toBe(false)
    const more = applyChanges({ ...loaded, cursor: 1_100 }, changes(1_100, 1_101, [message(1_101)])).state
    expect(seqs(more)[0]).toBe(1)
    expect(shrinkRoom(more).window).toMatchObject({ hasMoreBefore: true, messages: { length: WINDOW_LIMIT } })
  })

  it('shows a page of older messages as they are now, even if it was read before they changed', () => {
    const waiting = expectPage(loadedRoom(ROOM, { messages: [message(8), message(9)], hasMoreBefore: true }, 9))
    const changed = applyChanges(waiting, changes(9, 10, [message(3, 'edited')])).state
    const loaded = receivePage(changed, { messages: [message(2), message(3)], hasMoreBefore: true })
    expect(loaded.window.messages.map(({ text }) => text)).toEqual(['message 2', 'edited', 'message 8', 'message 9'])
    expect(loaded.late).toBeUndefined()
  })

  it('shows it as it is now also where the change came across a gap', () => {
    const waiting = expectPage(loadedRoom(ROOM, { messages: [message(8), message(9)], hasMoreBefore: true }, 9))
    const changed = applyChanges(waiting, changes(20, 21, [message(3, 'edited')])).state
    const loaded = receivePage(changed, { messages: [message(2), message(3)], hasMoreBefore: true })
    expect(loaded.window.messages.map(({ text }) => text)).toEqual(['message 2', 'edited', 'message 8', 'message 9'])
  })

  it('is as before when the page does not come', () => {
    const before = room(3, true)
    expect(receivePage(expectPage(before))).toEqual(before)
  })
})

describe('what a client has seen', () => {
  it('is the room itself, whatever order the frames come in, how often, and which are lost (S15, S17)', () => {
    const happening = fc.oneof(
      fc.record({ kind: fc.constant('post' as const), answers: fc.nat() }),
      fc.record({ kind: fc.constant('edit' as const), place: fc.nat() }),
      fc.record({ kind: fc.constant('frame' as const), from: fc.nat(), length: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('pull' as const), limit: fc.integer({ min: 1, max: 4 }) }),
    )
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), fc.nat({ max: 6 }), (happenings, loadedAt) => {
        const log = createModelRoom(ROOM)
        for (let index = 0; index < 6; index += 1)
          post(log, { id: idOf(1_000 + index), authorId: ADA, text: 'first' }, 0)
        let state = loadedRoom(ROOM, pageOf(log, { limit: 3 }), loadedAt)
        const apply = (frame: RoomChanges): void => {
          state = applyChanges(state, frame).state
        }
        happenings.forEach((step, index) => {
          if (step.kind === 'post') {
            const replyTo = idOf(1_000 + (step.answers % 6))
            post(log, { id: idOf(index), authorId: ADA, text: `text ${index}`, replyTo }, 0)
          } else if (step.kind === 'edit') edit(log, idOf(1_000 + (step.place % 6)), `edited ${index}`, 0)
          else if (step.kind === 'frame') apply(changesAfter(log, step.from % (headOf(log) + 1), step.length))
          else apply(changesAfter(log, state.cursor, step.limit))
        })
        state = noteHead(state, headOf(log))
        if (isBehind(state)) apply(changesAfter(log, state.cursor, 1_000))
        const first = state.window.messages[0]?.seq ?? 0
        expect(state.window.messages).toEqual(messagesOf(log).filter(({ seq }) => seq >= first))
        expect(first).toBe(4)
        const known = new Map([
          ...state.quoted,
          ...state.window.messages.map((message) => [message.id, message] as const),
        ])
        for (const id of state.window.messages.flatMap(({ replyTo = [] }) => replyTo))
          expect(known.get(id)).toMatchObject({ text: log.messages.get(id)?.text })
      }),
      { numRuns: 300 },
    )
  })
})
