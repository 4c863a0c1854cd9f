import type { OutboxEntry } from '@chat/client'
import { RoomId, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeMessage, fakeMessageId } from '../testing/fake-chat-client.ts'
import { startOfDay, timelineRows } from './timeline-rows.ts'

const ada = UserId.parse('ada')
const grace = UserId.parse('grace')
const NOON = new Date(2026, 10, 20, 12, 0, 0).getTime()
const MINUTE = 60_000

function message(seq: number, authorId: UserId, sentAt: number) {
  return fakeMessage(seq, { authorId, sentAt })
}

function entry(number: number, parts: Partial<OutboxEntry> = {}): OutboxEntry {
  const roomId = RoomId.parse('general')
  return { id: fakeMessageId(number), roomId, text: 'waits', createdAt: NOON, state: 'queued', ...parts }
}

const starts = (messages: ReturnType<typeof message>[]) =>
  timelineRows({ messages, outbox: [], quoted: new Map(), hasMoreAfter: false }, undefined).map(
    ({ startsGroup }) => startsGroup,
  )

describe('the rows of a timeline', () => {
  it('put messages of one author within five minutes under one name', () => {
    const rows = timelineRows(
      {
        messages: [message(1, ada, NOON), message(2, ada, NOON + 4 * MINUTE), message(3, grace, NOON + 4 * MINUTE)],
        outbox: [],
        quoted: new Map(),
        hasMoreAfter: false,
      },
      grace,
    )
    expect(rows.map(({ startsGroup, endsGroup }) => [startsGroup, endsGroup])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ])
    expect(rows.map(({ own }) => own)).toEqual([false, false, true])
  })

  it('name the author again after five minutes', () => {
    expect(starts([message(1, ada, NOON), message(2, ada, NOON + 5 * MINUTE)])).toEqual([true, true])
  })

  it('keep a long talk of one author together, as long as no pause is long', () => {
    const talk = [0, 3, 6, 9].map((minutes, index) => message(index + 1, ada, NOON + minutes * MINUTE))
    expect(starts(talk)).toEqual([true, false, false, false])
  })

  it('begin a new day with its date and a new group, also minutes after midnight', () => {
    const midnight = new Date(2026, 10, 21, 0, 0, 0).getTime()
    const rows = timelineRows(
      {
        messages: [message(1, ada, midnight - MINUTE), message(2, ada, midnight + MINUTE)],
        outbox: [],
        quoted: new Map(),
        hasMoreAfter: false,
      },
      ada,
    )
    expect(rows.map(({ day }) => day)).toEqual([startOfDay(midnight - MINUTE), midnight])
    expect(rows.map(({ startsGroup }) => startsGroup)).toEqual([true, true])
  })

  it('have what they answer as it is now, loaded or not, also while they wait', () => {
    const asked = { ...message(1, ada, NOON), text: 'now' }
    const earlier = { ...fakeMessage(0, { authorId: grace }), text: 'earlier' }
    const reply = { ...message(2, grace, NOON), replyTo: asked.id, replyToAuthorId: ada }
    const view = {
      messages: [asked, reply],
      outbox: [entry(90, { replyTo: earlier.id })],
      quoted: new Map([earlier].map((one) => [one.id, one])),
      hasMoreAfter: false,
    }
    const rows = timelineRows(view, ada, new Set([grace]))
    expect(rows.map(({ quoted, replyToAuthorId, quoteFolded }) => [quoted, replyToAuthorId, quoteFolded])).toEqual([
      [undefined, undefined, false],
      [asked, ada, false],
      [earlier, grace, true],
    ])
    expect(timelineRows(view, ada).map(({ mentioned }) => mentioned)).toEqual([false, true, false])
  })

  it('end with what waits in the outbox, as one’s own and with its state', () => {
    const error = { code: 'ROOM_ARCHIVED', message: 'Archived.' } as const
    const outbox = [entry(90, { state: 'refused', error }), entry(91)]
    const rows = timelineRows(
      { messages: [message(1, ada, NOON)], outbox, quoted: new Map(), hasMoreAfter: false },
      ada,
    )
    expect(rows.map(({ state, own }) => [state, own])).toEqual([
      ['sent', true],
      ['refused', true],
      ['queued', true],
    ])
    expect(rows[1]?.error).toBe(error)
    expect(rows[2]?.startsGroup).toBe(false)
  })

  it('have nothing that waits after a part of the history that ends before the newest', () => {
    const view = { messages: [message(1, ada, NOON)], outbox: [entry(2)], quoted: new Map(), hasMoreAfter: true }
    expect(timelineRows(view, ada).map(({ text }) => text)).toEqual(['Message 1'])
  })

  it('show what waits as one’s own even before it is known who one is', () => {
    expect(
      timelineRows({ messages: [], outbox: [entry(1)], quoted: new Map(), hasMoreAfter: false }, undefined)[0],
    ).toMatchObject({
      own: true,
      authorId: undefined,
    })
  })

  it('take nobody’s messages for one’s own before it is known who one is', () => {
    expect(
      timelineRows(
        { messages: [message(1, ada, NOON)], outbox: [], quoted: new Map(), hasMoreAfter: false },
        undefined,
      )[0]?.own,
    ).toBe(false)
  })
})
