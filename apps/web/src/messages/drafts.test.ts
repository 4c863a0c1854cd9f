import { RoomId, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeStorage } from '../testing/fake-storage.ts'
import { createDrafts } from './drafts.ts'

const general = RoomId.parse('general')
const random = RoomId.parse('random')
const KEY = 'chat.draft.general'

describe('a draft', () => {
  it('is there again after a reload, each in its room', () => {
    const storage = fakeStorage()
    createDrafts(storage).of(general).set('half a sent')
    const drafts = createDrafts(storage)
    expect(drafts.of(general).get()).toBe('half a sent')
    expect(drafts.of(random).get()).toBe('')
  })

  it('leaves nothing behind when it is emptied', () => {
    const storage = fakeStorage()
    const draft = createDrafts(storage).of(general)
    draft.set('x')
    draft.set('')
    expect(storage.keys()).toEqual([])
  })

  it('stays on disk until the message is in the outbox, and is out of sight at once', async () => {
    const storage = fakeStorage()
    const draft = createDrafts(storage).of(general)
    draft.set('hello')
    const stored = Promise.withResolvers<void>()
    const handedOver = draft.handOver(() => stored.promise)
    expect(draft.get()).toBe('')
    expect(storage.getItem(KEY)).toBe('hello')
    stored.resolve()
    await handedOver
    expect(storage.getItem(KEY)).toBeNull()
  })

  it('keeps what is typed while the message before it is being stored', async () => {
    const storage = fakeStorage()
    const draft = createDrafts(storage).of(general)
    draft.set('first')
    const handedOver = draft.handOver(async () => draft.set('second'))
    await handedOver
    expect(draft.get()).toBe('second')
    expect(storage.getItem(KEY)).toBe('second')
  })

  it('comes back before what was typed since, if the message could not be stored', async () => {
    const draft = createDrafts(fakeStorage()).of(general)
    draft.set('first')
    const handedOver = draft.handOver(async () => {
      draft.set('second')
      throw new Error('disk full')
    })
    await expect(handedOver).rejects.toThrow('disk full')
    expect(draft.get()).toBe('first\n\nsecond')
  })

  it('takes a refused message back before what is there', () => {
    const draft = createDrafts(fakeStorage()).of(general)
    draft.prepend('refused')
    expect(draft.get()).toBe('refused')
    draft.set('newer')
    draft.prepend('refused')
    expect(draft.get()).toBe('refused\n\nnewer')
  })

  it('is not offered again here after it was sent in another tab', () => {
    const drafts = createDrafts(fakeStorage({ [KEY]: 'hello' }))
    const draft = drafts.of(general)
    drafts.changedElsewhere(KEY, 'hello', null)
    expect(draft.get()).toBe('')
  })

  it('is left alone by another tab that writes something else', () => {
    const drafts = createDrafts(fakeStorage())
    const draft = drafts.of(general)
    draft.set('mine')
    drafts.changedElsewhere(KEY, 'theirs', null)
    drafts.changedElsewhere(KEY, 'mine', 'theirs')
    expect(draft.get()).toBe('mine')
  })

  it('that somebody is writing here is never taken away by what happens in another tab', () => {
    const storage = fakeStorage()
    const [here, there] = [createDrafts(storage), createDrafts(storage)]
    there.of(general).set('hello')
    here.of(general).set('hello')
    here.changedElsewhere(KEY, 'hello', null)
    expect(here.of(general).get()).toBe('hello')
    here.of(general).set('mine')
    there.of(general).set('')
    expect(storage.getItem(KEY)).toBe('mine')
  })

  it('is there when the same person is back, and gone when it is somebody else', () => {
    const [ada, bob] = [UserId.parse('ada'), UserId.parse('bob')]
    const storage = fakeStorage()
    const drafts = createDrafts(storage)
    drafts.belongTo(ada)
    drafts.of(general).set('from Ada')
    createDrafts(storage).belongTo(ada)
    expect(storage.getItem(KEY)).toBe('from Ada')
    drafts.belongTo(bob)
    expect(drafts.of(general).get()).toBe('')
    expect(storage.getItem(KEY)).toBeNull()
    drafts.of(general).set('from Bob')
    createDrafts(storage).belongTo(bob)
    expect(storage.getItem(KEY)).toBe('from Bob')
  })

  it('is gone for the next person at this browser, also of rooms that were not opened', () => {
    const storage = fakeStorage({ 'chat.draft.random': 'secret', 'chat.theme': 'dark' })
    const drafts = createDrafts(storage)
    drafts.of(general).set('secret too')
    drafts.clear()
    expect(drafts.of(general).get()).toBe('')
    expect(storage.keys()).toEqual(['chat.theme'])
  })
})
