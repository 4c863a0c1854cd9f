import { describe, expect, it } from 'vitest'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

describe('opening the app', () => {
  it('shows what was seen last before the network answers', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    story.write('hello')
    await story.clock.advance(2_000)
    tab.kill()
    story.write('while away')

    story.faults.down = true
    const next = await story.tab(device)
    expect(next.client.connection.get().status).toBe('reconnecting')
    expect(next.client.me.get()).toEqual(ADA)
    expect(next.client.rooms.get().map(({ id }) => id)).toEqual([GENERAL, RANDOM])
    expect(next.client.room(GENERAL).get().status).toBe('ready')
    expect(story.texts(next)).toEqual(['hello'])

    story.faults.down = false
    await story.clock.advance(10_000)
    expect(story.texts(next)).toEqual(['hello', 'while away'])
  })

  it('catches up by the sync alone when it was away for a little', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.asked.length = 0
    tab.link.cut()
    for (let index = 0; index < 50; index += 1) story.write(`message ${index}`)
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toHaveLength(50)
    expect(story.asked).not.toContain('room:changes')
    expect(story.asked).not.toContain('room:history')
  })

  it('asks for the rest when it was away for longer', async () => {
    const story = createStory()
    const tab = await story.tab()
    tab.link.cut()
    for (let index = 0; index < 500; index += 1) story.write(`message ${index}`)
    story.asked.length = 0
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toHaveLength(500)
    expect(story.asked.filter((name) => name === 'room:changes')).toHaveLength(3)
    expect(story.asked).not.toContain('room:history')
  })

  it('begins with the latest page when it was away for very long', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('first')
    await story.clock.advance(1_000)
    tab.link.cut()
    for (let index = 0; index < 501; index += 1) story.write(`message ${index}`)
    story.asked.length = 0
    await story.clock.advance(2_000)
    expect(story.asked).not.toContain('room:changes')
    expect(story.texts(tab)).toHaveLength(50)
    expect(story.texts(tab).at(-1)).toBe('message 500')
    expect(tab.client.room(GENERAL).get().hasMoreBefore).toBe(true)
  })

  it('does not fetch rooms that nobody looks at', async () => {
    const story = createStory()
    const tab = await story.tab()
    tab.client.openRoom(RANDOM)
    await story.clock.advance(1_000)
    tab.link.cut()
    for (let index = 0; index < 100; index += 1) story.write(`message ${index}`)
    story.asked.length = 0
    await story.clock.advance(2_000)
    expect(story.asked).not.toContain('room:changes')
    expect(story.texts(tab)).toEqual([])
    tab.client.openRoom(GENERAL)
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toHaveLength(100)
  })

  it('keeps a room current that a program subscribes to without opening it', async () => {
    const story = createStory()
    const tab = await story.tab()
    tab.client.room(RANDOM).subscribe(() => {})
    await story.clock.advance(1_000)
    story.write('hello', RANDOM)
    await story.clock.advance(1_000)
    expect(story.texts(tab, RANDOM)).toEqual(['hello'])
  })

  it('drops a room that it may not see any more', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    story.write('secret')
    await story.clock.advance(2_000)
    story.server.rooms.delete(GENERAL)
    tab.link.cut()
    await story.clock.advance(3_000)
    expect(tab.client.rooms.get().map(({ id }) => id)).toEqual([RANDOM])
    expect(tab.client.room(GENERAL).get()).toMatchObject({ status: 'loading', messages: [] })
    expect(await device.cache.loadRoom(ADA.id, GENERAL)).toBeUndefined()
  })

  it('starts over with a room whose server was restored from a backup', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const text of ['one', 'two', 'three']) story.write(text)
    await story.clock.advance(2_000)
    const room = story.server.rooms.get(GENERAL)
    const lost = room?.log.splice(1) ?? []
    for (const id of lost) room?.messages.delete(id)
    story.server.restart()
    await story.clock.advance(3_000)
    expect(story.texts(tab)).toEqual(['one'])
    expect(tab.client.rooms.get()[0]?.head).toBe(1)
    story.write('two again')
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toEqual(['one', 'two again'])
  })
})

describe('while connected', () => {
  it('asks for a change that it could not read', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.faults.garble = 1
    story.write('hello')
    await story.clock.advance(1_000)
    expect(story.witnesses.unreadable).toBe(1)
    expect(story.texts(tab)).toEqual(['hello'])
  })

  it('has at once what was written while the first page of a room was loading', async () => {
    const story = createStory()
    const tab = story.device().openTab()
    await story.clock.advance(2_000)
    const { handle } = story.server
    story.server.handle = (userId, name, input) => {
      const answer = handle(userId, name, input)
      if (name !== 'room:history') return answer
      // Just too late to be on the page, and its frame is there before the page.
      story.faults.delayMs = 0
      story.write('hello')
      story.faults.delayMs = 300
      return answer
    }
    tab.client.openRoom(GENERAL)
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toEqual(['hello'])
  })

  it('skips events that it does not know', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.tell('weather:changed', { sunny: true })
    story.write('hello')
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toEqual(['hello'])
    expect(tab.client.connection.get().status).toBe('connected')
  })

  it('leaves the open room alone when something happens in another', async () => {
    const story = createStory()
    const tab = await story.tab()
    const view = tab.client.room(GENERAL)
    const before = view.get()
    let calls = 0
    view.subscribe(() => {
      calls += 1
    })
    story.write('hello', RANDOM)
    tab.send(RANDOM, 'hello back')
    await story.clock.advance(5_000)
    expect(tab.client.rooms.get()[1]?.lastMessage?.text).toBe('hello back')
    expect(calls).toBe(0)
    expect(view.get()).toBe(before)
  })

  it('keeps the list of rooms current', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('hello', RANDOM)
    await story.clock.advance(1_000)
    expect(tab.client.rooms.get()[1]).toMatchObject({ head: 1, lastMessage: { text: 'hello' } })
  })

  it('loads older pages until there are none', async () => {
    const story = createStory()
    for (let index = 0; index < 120; index += 1) story.write(`message ${index}`)
    const tab = await story.tab()
    expect(story.texts(tab)).toHaveLength(50)
    const page = tab.client.loadBefore(GENERAL)
    void tab.client.loadBefore(GENERAL)
    expect(tab.client.room(GENERAL).get().loadingBefore).toBe(true)
    await story.clock.advance(1_000)
    await page
    expect(tab.client.room(GENERAL).get()).toMatchObject({ loadingBefore: false, hasMoreBefore: true })
    expect(story.texts(tab)).toHaveLength(100)
    void tab.client.loadBefore(GENERAL)
    await story.clock.advance(1_000)
    expect(tab.client.room(GENERAL).get().hasMoreBefore).toBe(false)
    expect(story.texts(tab)).toHaveLength(120)
    story.asked.length = 0
    await tab.client.loadBefore(GENERAL)
    expect(story.asked).toEqual([])
  })

  it('refuses a text that the contract does not allow, before anything is stored', async () => {
    const story = createStory()
    const { client } = await story.tab()
    await expect(client.send(GENERAL, '  ')).rejects.toThrow(RangeError)
    await expect(client.send(GENERAL, 'x'.repeat(4_001))).rejects.toThrow(RangeError)
  })

  it('changes its own name', async () => {
    const story = createStory()
    const { client } = await story.tab()
    const refused = client.updateProfile({ name: 'x' })
    await expect(refused).rejects.toThrow(RangeError)
    await expect(refused).rejects.toThrow('name: Must have at least 2 characters')
    const renamed = client.updateProfile({ name: 'Countess' })
    await story.clock.advance(1_000)
    expect(await renamed).toMatchObject({ name: 'Countess' })
    expect(client.me.get()?.name).toBe('Countess')
    expect(client.users.get().get(ADA.id)?.name).toBe('Countess')
  })
})

describe('the people of a room', () => {
  it('are looked up when nobody knows them', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('hello')
    await story.clock.advance(1_000)
    expect(tab.client.users.get().get(BOB.id)).toEqual(BOB)
    expect(story.asked.filter((name) => name === 'user:get')).toHaveLength(1)
  })

  it('have their new names after the client was away', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('hello')
    await story.clock.advance(1_000)
    tab.link.cut()
    story.server.users.set(BOB.id, { ...BOB, name: 'Robert' })
    await story.clock.advance(3_000)
    expect(tab.client.users.get().get(BOB.id)?.name).toBe('Robert')
  })

  it('have their new names at once when the server tells', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.tell('user:changed', [{ ...BOB, name: 'Robert' }])
    await story.clock.advance(1_000)
    expect(tab.client.users.get().get(BOB.id)?.name).toBe('Robert')
  })

  it('are watched again on every connection, and changes are put in their place', async () => {
    const story = createStory()
    const tab = await story.tab()
    expect(tab.client.presence(GENERAL).get()).toMatchObject({ online: 1, people: [{ userId: 'ada' }] })
    story.tell('presence:changed', {
      rooms: [{ roomId: GENERAL, online: 2 }],
      people: [{ userId: 'bob', status: 'away' }],
    })
    await story.clock.advance(100)
    expect(tab.client.presence(GENERAL).get().people).toEqual([
      { userId: 'ada', status: 'online' },
      { userId: 'bob', status: 'away' },
    ])
    story.tell('presence:changed', { rooms: [], people: [{ userId: 'bob', status: 'offline' }] })
    await story.clock.advance(100)
    expect(tab.client.presence(GENERAL).get()).toEqual({ online: 2, people: [{ userId: 'ada', status: 'online' }] })
    story.asked.length = 0
    tab.link.cut()
    await story.clock.advance(3_000)
    expect(story.asked.filter((name) => name === 'presence:watch')).toHaveLength(1)
  })
})
