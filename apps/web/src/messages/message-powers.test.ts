import { expect, it } from 'vitest'
import { fakeMessage, fakeRoom } from '../testing/fake-chat-client.ts'
import { latestOwn } from './latest-own.ts'
import { powersOver } from './message-powers.ts'

const mine = { own: true, deleted: false, state: 'sent' } as const
const theirs = { ...mine, own: false }

it('lets authors edit and delete, and those who run a room delete', () => {
  expect(powersOver(fakeRoom(), mine)).toEqual({ reply: true, edit: true, delete: true })
  expect(powersOver(fakeRoom(), theirs)).toEqual({ reply: true, edit: false, delete: false })
  expect(powersOver(fakeRoom({ role: 'moderator' }), theirs)).toEqual({ reply: true, edit: false, delete: true })
  expect(powersOver(fakeRoom({ kind: 'direct', role: 'owner' }), theirs)).toEqual({
    reply: true,
    edit: false,
    delete: false,
  })
})

it('lets nobody answer or edit where nobody writes, and everybody take back what they wrote', () => {
  expect(powersOver(fakeRoom({ archived: true }), mine)).toEqual({ reply: false, edit: false, delete: true })
  expect(powersOver(fakeRoom({ readOnly: true }), mine)).toEqual({ reply: false, edit: false, delete: true })
  expect(powersOver(fakeRoom({ readOnly: true, role: 'moderator' }), mine)).toEqual({
    reply: true,
    edit: true,
    delete: true,
  })
})

it('offers nothing for what is not there yet, or not any more', () => {
  const nothing = { reply: false, edit: false, delete: false }
  expect(powersOver(fakeRoom(), { ...mine, state: 'queued' })).toEqual(nothing)
  expect(powersOver(fakeRoom(), { ...mine, deleted: true })).toEqual(nothing)
})

it('finds one’s latest message, unless a later one waits to be sent', () => {
  const { authorId } = fakeMessage(1)
  const messages = [fakeMessage(1), fakeMessage(2), fakeMessage(3, { deletedAt: 1 })]
  expect(latestOwn({ messages, outbox: [] }, authorId)?.seq).toBe(2)
  expect(latestOwn({ messages, outbox: [] }, undefined)).toBeUndefined()
  const [{ id, roomId, text }] = [fakeMessage(4)]
  const waiting = { id, roomId, text, createdAt: 1, state: 'queued' } as const
  expect(latestOwn({ messages, outbox: [waiting] }, authorId)).toBeUndefined()
})
