import { RoomId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

const KITCHEN = RoomId.parse('Kitchen')

const namesOf = ({ client }: ModelTab): string[] => client.rooms.get().map(({ name }) => name)

/** Two tabs of Ada that show the rooms, and the answer to what the first one asks. */
async function createTabs() {
  const story = createStory()
  const device = story.device()
  const [tab, other] = [await story.tab(device), await story.tab(device)]
  async function answer<T>(asking: Promise<T>): Promise<T> {
    await story.clock.advance(1_000)
    return asking
  }
  return { story, device, tab, other, answer }
}

describe('a room of one’s own', () => {
  it('is there for its maker, in every tab, and can be talked in', async () => {
    const { story, tab, other, answer } = await createTabs()
    const room = await answer(tab.client.createRoom({ kind: 'public', name: '  Kitchen ', topic: ' ' }))
    expect(room).toMatchObject({ id: KITCHEN, name: 'Kitchen' })
    for (const one of [tab, other]) expect(namesOf(one)).toEqual(['general', 'random', 'Kitchen'])
    tab.client.openRoom(KITCHEN)
    tab.send(KITCHEN, 'hello')
    await story.clock.advance(1_000)
    expect(story.texts(tab, KITCHEN)).toEqual(['hello'])
  })

  it('is refused before it is asked for where its name is too long or empty', async () => {
    const { story, tab } = await createTabs()
    story.asked.length = 0
    await expect(tab.client.createRoom({ kind: 'public', name: ' ' })).rejects.toBeInstanceOf(RangeError)
    await expect(tab.client.createRoom({ kind: 'private', name: 'x'.repeat(51) })).rejects.toBeInstanceOf(RangeError)
    expect(story.asked).toEqual([])
  })

  it('comes up by itself where the answer was lost', async () => {
    const { story, tab } = await createTabs()
    const asking = tab.client
      .createRoom({ kind: 'public', name: 'Kitchen' })
      .catch(({ code }: { code: string }) => code)
    // It has arrived, and its answer is on the way.
    while (!story.server.rooms.has(KITCHEN)) await story.clock.advance(1)
    tab.link.cut()
    await story.clock.advance(5_000)
    expect(await asking).toBe('DISCONNECTED')
    expect(namesOf(tab)).toContain('Kitchen')
  })

  it('has one id over all tries of one wish, and another wish has another (S36)', async () => {
    const { story, tab, answer } = await createTabs()
    const ids: unknown[] = []
    const { handle } = story.server
    story.server.handle = (userId, name, input) => {
      if (name === 'room:create') ids.push(Object(input).id)
      return handle(userId, name, input)
    }
    const ask = (name: string) => answer(tab.client.createRoom({ kind: 'public', name }).catch(() => {}))
    tab.link.cut()
    const lost = tab.client.createRoom({ kind: 'public', name: 'Kitchen' }).catch(({ code }: { code: string }) => code)
    expect(await lost).toBe('DISCONNECTED')
    await story.clock.advance(5_000)
    const trying = tab.client.createRoom({ kind: 'public', name: 'Kitchen' }).catch(() => {})
    while (!story.server.rooms.has(KITCHEN)) await story.clock.advance(1)
    tab.link.cut()
    await story.clock.advance(5_000)
    await trying
    await ask('Kitchen')
    await ask('Kitchen')
    await ask('Garden')
    const [first, again, next, other] = ids
    expect(ids).toHaveLength(4)
    expect(again).toBe(first)
    expect(new Set([first, next, other]).size).toBe(3)
  })
})

describe('joining a room', () => {
  it('shows it in every tab, and brings what is written there from then on', async () => {
    const { story, tab, other, answer } = await createTabs()
    story.server.leave(GENERAL, ADA.id)
    await story.clock.advance(1_000)
    for (const one of [tab, other]) expect(namesOf(one)).toEqual(['random'])
    expect((await answer(tab.client.listRooms({ query: 'gen' }))).rooms.map(({ name }) => name)).toEqual(['general'])
    await answer(tab.client.joinRoom(GENERAL))
    story.write('welcome')
    await story.clock.advance(1_000)
    for (const one of [tab, other]) {
      expect(namesOf(one)).toEqual(['random', 'general'])
      expect(story.texts(one)).toEqual(['welcome'])
      expect(one.client.presence(GENERAL).get().online).toBeGreaterThan(0)
    }
  })

  it('does no harm where one is in it already', async () => {
    const { tab, answer } = await createTabs()
    await answer(tab.client.joinRoom(GENERAL))
    expect(namesOf(tab)).toEqual(['general', 'random'])
  })

  it('misses nothing of what comes before it is said that there is a room more', async () => {
    const { story, tab } = await createTabs()
    const summary = tab.client.rooms.get().find(({ id }) => id === GENERAL)
    story.server.leave(GENERAL, ADA.id)
    await story.clock.advance(1_000)
    const room = story.server.rooms.get(GENERAL)
    const head = room?.log.length ?? 0
    // The server has let the connection in, somebody writes, and only then it tells what the room was like.
    room?.members.add(ADA.id)
    story.write('early')
    await story.clock.advance(1_000)
    expect(namesOf(tab)).toEqual(['random'])
    story.tell('room:added', { ...summary, head })
    await story.clock.advance(1_000)
    expect(tab.client.rooms.get().at(-1)).toMatchObject({ id: GENERAL, head: head + 1, lastMessage: { text: 'early' } })
    expect(story.texts(tab)).toEqual(['early'])
  })
})

describe('leaving a room', () => {
  it('takes it and what is kept of it away, in every tab', async () => {
    const { story, device, tab, other, answer } = await createTabs()
    story.write('secret')
    await story.clock.advance(2_000)
    expect(await device.cache.loadRoom(ADA.id, GENERAL)).toBeDefined()
    await answer(tab.client.leaveRoom(GENERAL))
    story.write('later')
    await story.clock.advance(2_000)
    for (const one of [tab, other]) {
      expect(namesOf(one)).toEqual(['random'])
      expect(one.client.room(GENERAL).get()).toMatchObject({ status: 'loading', messages: [] })
      expect(one.client.presence(GENERAL).get().online).toBeUndefined()
    }
    expect(await device.cache.loadRoom(ADA.id, GENERAL)).toBeUndefined()
    expect((await device.cache.loadAccount(ADA.id))?.rooms.map(({ id }) => id)).toEqual([RANDOM])
  })

  it('throws away what waits there, and nothing else', async () => {
    const { story, device, tab, answer } = await createTabs()
    story.faults.fail = 1
    tab.send(GENERAL, 'waits here')
    tab.send(RANDOM, 'waits there')
    await story.clock.advance(1_000)
    story.faults.fail = 0
    await answer(tab.client.leaveRoom(GENERAL))
    const left = await device.storage.list(ADA.id)
    expect(left.filter(({ roomId }) => roomId === GENERAL)).toEqual([])
    await story.clock.advance(60_000)
    expect(story.texts(tab, RANDOM)).toEqual([])
    tab.client.openRoom(RANDOM)
    await story.clock.advance(1_000)
    expect(story.texts(tab, RANDOM)).toEqual(['waits there'])
  })

  it('is no error where one is out of it already', async () => {
    const { story, tab, answer } = await createTabs()
    story.server.rooms.delete(GENERAL)
    await answer(tab.client.leaveRoom(GENERAL))
    expect(namesOf(tab)).toEqual(['random'])
  })

  it('does not undo a return that has happened since', async () => {
    const { story, tab, other, answer } = await createTabs()
    story.faults.delayMs = 0
    const { handle } = story.server
    story.server.handle = (...request) => {
      const ack = handle(...request)
      // Another tab is back in before the answer is on its way.
      story.server.enter(GENERAL, ADA.id)
      return ack
    }
    await answer(tab.client.leaveRoom(GENERAL))
    expect(story.server.rooms.get(GENERAL)?.log.length).toBe(2)
    for (const one of [tab, other]) expect(namesOf(one)).toContain('general')
  })

  it('is somebody else’s business where somebody else leaves', async () => {
    const { story, tab } = await createTabs()
    story.server.leave(GENERAL, BOB.id)
    await story.clock.advance(1_000)
    expect(namesOf(tab)).toEqual(['general', 'random'])
  })
})

describe('being removed', () => {
  it('is told with the room that it was, and leaving is not', async () => {
    const { story, tab } = await createTabs()
    story.server.leave(RANDOM, ADA.id)
    await story.clock.advance(1_000)
    expect(tab.client.removedFrom.get()).toEqual([])
    story.tell('room:removed', { roomId: GENERAL, reason: 'removed' })
    await story.clock.advance(1_000)
    expect(tab.client.removedFrom.get()).toMatchObject([{ id: GENERAL, name: 'general' }])
    expect(namesOf(tab)).toEqual([])
  })

  it('is told on coming back, with the room that it was, also when the page was closed meanwhile', async () => {
    for (const closed of [false, true]) {
      const { story, tab, device, other } = await createTabs()
      await story.clock.advance(2_000)
      story.faults.down = true
      for (const one of [tab, other]) {
        if (closed) one.kill()
        else one.link.cut()
      }
      story.server.remove(RANDOM, ADA.id)
      story.server.leave(GENERAL, ADA.id)
      story.faults.down = false
      const back = closed ? await story.tab(device) : tab
      await story.clock.advance(10_000)
      expect(namesOf(back)).toEqual([])
      expect(back.client.removedFrom.get()).toMatchObject([{ id: RANDOM, name: 'random' }])
      // Told once.
      back.link.cut()
      await story.clock.advance(10_000)
      expect(back.client.removedFrom.get()).toHaveLength(1)
    }
  })
})
