import type { MessageId, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'
import { WINDOW_LIMIT } from './room-window.ts'

/** A room in which something was said long ago, and others have written since. */
async function setUp({ since = 300, roomId = GENERAL, answered = false } = {}) {
  const story = createStory()
  const { server, clock } = story
  const said = (text: string, authorId: UserId, replyTo?: MessageId): MessageId => {
    const id = `01900000-0000-7000-8000-${String(server.rooms.get(roomId)?.log.length).padStart(12, '0')}` as MessageId
    server.write(roomId, id, authorId, text, replyTo && { replyTo })
    return id
  }
  const asked = said('who brings the cake?', ADA.id)
  if (answered) said('I do', BOB.id, asked)
  for (let index = 1; index <= since; index += 1) story.write(`message ${index}`, roomId)
  const device = story.device()
  const tab = await story.tab(device, roomId)
  const view = (of: ModelTab = tab) => of.client.room(roomId).get()
  const quote = (of?: ModelTab) => view(of).quoted.get(asked)?.text
  /** What somebody does to what was asked. */
  const change = async (how: 'edit' | 'delete') => {
    const place = (server.rooms.get(roomId)?.messages.size ?? 0) - 1
    if (how === 'edit') server.editOne(roomId, place, 'who brings two cakes?')
    else server.deleteOne(roomId, place)
    await clock.advance(1_000)
  }
  return { ...story, device, tab, said, asked, view, quote, change }
}

describe('what a reply answers', () => {
  it('shows although it is not loaded, as it is now (S60)', async () => {
    const { clock, said, asked, view, quote, change } = await setUp()
    const reply = said('I do', BOB.id, asked)
    await clock.advance(1_000)
    expect(view().messages.at(-1)).toMatchObject({ id: reply, replyTo: asked, replyToAuthorId: ADA.id })
    expect(quote()).toBe('who brings the cake?')
    await change('edit')
    expect(quote()).toBe('who brings two cakes?')
    await change('delete')
    expect(view().quoted.get(asked)).toMatchObject({ text: '', deletedAt: expect.any(Number) })
  })

  it('shows at once, and to whoever comes back before there is a network (S60)', async () => {
    const { clock, faults, device, tab, asked, view, quote } = await setUp()
    const loading = tab.client.loadQuoted(GENERAL, 1)
    await clock.advance(1_000)
    await loading
    tab.setOnline(false)
    faults.down = true
    tab.send(GENERAL, 'I do', { replyTo: asked })
    await clock.advance(1_000)
    expect(view().outbox).toMatchObject([{ text: 'I do', replyTo: asked, state: 'queued' }])
    expect(quote()).toBe('who brings the cake?')
    tab.kill()

    const next = device.openTab()
    next.client.openRoom(GENERAL)
    await clock.advance(1_000)
    expect(view(next).outbox).toMatchObject([{ text: 'I do', replyTo: asked, state: 'queued' }])
    expect(quote(next)).toBe('who brings the cake?')
    faults.down = false
    await clock.advance(60_000)
    expect(view(next)).toMatchObject({ outbox: [] })
    expect(view(next).messages.at(-1)).toMatchObject({ text: 'I do', replyTo: asked })
  })

  it('is nowhere on the device any more once it is deleted (S50, S60)', async () => {
    const { clock, device, tab, said, asked, change } = await setUp()
    said('I do', BOB.id, asked)
    await clock.advance(1_000)
    const kept = () => device.cache.loadRoom(ADA.id, GENERAL)
    expect((await kept())?.quoted).toMatchObject([{ id: asked, text: 'who brings the cake?' }])
    tab.kill()
    const next = device.openTab()
    next.client.openRoom(RANDOM)
    await clock.advance(1_000)
    await change('delete')
    expect((await kept())?.quoted).toMatchObject([{ id: asked, text: '', deletedAt: expect.any(Number) }])
  })

  it('is gone at once where the room has fallen behind as well (S50, S60)', async () => {
    const { clock, server, tab, said, asked, quote, change } = await setUp()
    said('I do', BOB.id, asked)
    await clock.advance(1_000)
    tab.client.openRoom(RANDOM)
    const [connection] = server.connections
    server.disconnect(connection as never)
    said('a frame that is lost', BOB.id)
    await clock.advance(100)
    server.connect(connection as never)
    await change('delete')
    expect(quote()).toBe('')
  })

  it('stays known when the part of the history is left in which it was answered (S60)', async () => {
    const { clock, tab, asked, view, quote } = await setUp()
    const looking = tab.client.loadAround(GENERAL, 1)
    await clock.advance(1_000)
    await looking
    expect(view().messages[0]).toMatchObject({ id: asked })
    tab.send(GENERAL, 'I do', { replyTo: asked })
    await clock.advance(1_000)
    expect(view()).toMatchObject({ hasMoreAfter: false })
    expect(quote()).toBe('who brings the cake?')
  })

  it('stays known when it is forgotten because there is so much after it (S60)', async () => {
    const { clock, server, asked, view, quote, write } = await setUp({ since: 0, answered: true })
    expect(view()).toMatchObject({ messages: [{ id: asked }, { replyTo: asked }], quoted: new Map() })
    for (let index = 1; index < WINDOW_LIMIT; index += 1) {
      write(`more ${index}`)
      await clock.advance(50)
    }
    expect(server.rooms.get(GENERAL)?.log).toHaveLength(WINDOW_LIMIT + 1)
    expect(view().messages[0]).toMatchObject({ replyTo: asked })
    expect(quote()).toBe('who brings the cake?')
  })

  it('is loaded for whoever is about to answer it, and nothing else with it', async () => {
    const { clock, tab, view, quote, change } = await setUp()
    const before = view().messages
    const loading = tab.client.loadQuoted(GENERAL, 1)
    await clock.advance(1_000)
    await loading
    expect(quote()).toBe('who brings the cake?')
    expect(view().messages).toEqual(before)
    await change('edit')
    expect(quote()).toBe('who brings two cakes?')
  })

  it('is not known to the server: the reply is refused and waits for its author', async () => {
    const { clock, tab, view } = await setUp({ since: 0 })
    tab.send(GENERAL, 'to nobody', { replyTo: '01900000-0000-7000-8000-00000000ffff' as MessageId })
    await clock.advance(1_000)
    expect(view().outbox).toMatchObject([{ text: 'to nobody', state: 'refused', error: { code: 'NOT_FOUND' } }])
  })
})

describe('a reply', () => {
  it('mentions whoever wrote what it answers, until it is deleted, and nobody else (S59, S60)', async () => {
    const { clock, server, tab, said, asked } = await setUp({ since: 0, roomId: RANDOM })
    tab.client.openRoom(GENERAL)
    const counts = () => tab.client.rooms.get().find(({ id }) => id === RANDOM)
    const first = said('I do', BOB.id, asked)
    said('to oneself', BOB.id, first)
    said('from oneself', ADA.id, asked)
    await clock.advance(1_000)
    expect(counts()).toMatchObject({ unread: 2, mentions: 1 })
    server.editOne(RANDOM, 2, 'I do not')
    await clock.advance(1_000)
    expect(counts()).toMatchObject({ unread: 2, mentions: 1 })
    server.deleteOne(RANDOM, 2)
    await clock.advance(1_000)
    expect(counts()).toMatchObject({ unread: 1, mentions: 0 })
  })
})
