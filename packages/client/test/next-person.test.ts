import { describe, expect, it } from 'vitest'
import { ADA, BOB, createStory, GENERAL } from './story.ts'

/** Ada was here, read something and wrote something that was not sent; then her page was closed. */
async function afterAda() {
  const story = createStory()
  const device = story.device()
  const tab = await story.tab(device)
  story.write('for Ada')
  await story.clock.advance(2_000)
  tab.setOnline(false)
  tab.send(GENERAL, 'from Ada')
  await story.clock.advance(100)
  const cached = async () => ({
    last: await device.cache.lastAccount(),
    account: await device.cache.loadAccount(ADA.id),
    room: await device.cache.loadRoom(ADA.id, GENERAL),
  })
  return { story, device, tab, cached }
}

const NOTHING = { last: undefined, account: undefined, room: undefined }

describe('the next person at a device', () => {
  it('is not taken for the one before, while the server is silent', async () => {
    const { story, device, tab, cached } = await afterAda()
    tab.kill()
    device.signInAs(BOB.id)
    story.faults.down = true
    const next = device.openTab(BOB.id)
    next.client.openRoom(GENERAL)
    await story.clock.advance(1_000)
    expect(next.client.me.get()).toBeUndefined()
    expect(next.client.rooms.get()).toEqual([])
    expect(story.texts(next)).toEqual([])
    expect(story.waiting(next)).toEqual([])
    expect(await cached()).toEqual(NOTHING)
  })

  it('keeps what they write before the server has answered', async () => {
    const { story, device, tab } = await afterAda()
    tab.kill()
    device.signInAs(BOB.id)
    story.faults.down = true
    const next = device.openTab(BOB.id)
    next.client.openRoom(GENERAL)
    await story.clock.advance(1_000)
    next.send(GENERAL, 'from Bob')
    await story.clock.advance(100)
    expect(story.waiting(next)).toEqual(['from Bob: queued'])
    expect(await device.storage.list(BOB.id)).toMatchObject([{ text: 'from Bob' }])

    story.faults.down = false
    await story.clock.advance(30_000)
    expect(story.texts(next)).toEqual(['for Ada', 'from Bob'])
    expect(next.client.room(GENERAL).get().messages.at(-1)?.authorId).toBe('bob')
    expect(await device.storage.list(ADA.id)).toMatchObject([{ text: 'from Ada' }])
  })

  it('sees at once what they saw last, if it is the same person', async () => {
    const { story, device, tab } = await afterAda()
    tab.kill()
    story.faults.down = true
    const next = device.openTab(ADA.id)
    next.client.openRoom(GENERAL)
    await story.clock.advance(1_000)
    expect(next.client.me.get()).toEqual(ADA)
    expect(story.texts(next)).toEqual(['for Ada'])
    expect(story.waiting(next)).toEqual(['from Ada: queued'])
  })

  it('finds nothing to read after the server has said that it is somebody else', async () => {
    const { story, device, tab, cached } = await afterAda()
    tab.kill()
    device.signInAs(BOB.id)
    const next = await story.tab(device)
    await story.clock.advance(2_000)
    expect(next.client.me.get()).toEqual(BOB)
    expect(await cached()).toEqual({ ...NOTHING, last: BOB.id })
  })
})

describe('a session that is over', () => {
  it.each([
    ['an ended one keeps what waits', 'cache', 1],
    ['a sign-out discards what waits', 'everything', 0],
  ] as const)('leaves nothing to read, and %s', async (_, forget, waiting) => {
    const { story, device, tab, cached } = await afterAda()
    void tab.client.stop({ forget })
    await story.clock.advance(5_000)
    expect(await cached()).toEqual(NOTHING)
    expect(await device.storage.list(ADA.id)).toHaveLength(waiting)
    expect(tab.client.me.get()).toBeUndefined()
    expect(story.texts(tab)).toEqual([])
  })

  it('leaves nothing either when it turns out to be over while the page is still opening', async () => {
    const { story, device, tab, cached } = await afterAda()
    tab.kill()
    const next = device.openTab(ADA.id)
    void next.client.stop({ forget: 'cache' })
    await story.clock.advance(5_000)
    expect(await cached()).toEqual(NOTHING)
  })

  it('leaves nothing either when the client was stopped before', async () => {
    const { story, tab, cached } = await afterAda()
    void tab.client.stop()
    void tab.client.stop({ forget: 'cache' })
    await story.clock.advance(5_000)
    expect(await cached()).toEqual(NOTHING)
  })

  it('takes what waits from the other tabs, when the person signs out', async () => {
    const { story, device, tab } = await afterAda()
    story.faults.down = true
    const other = device.openTab(ADA.id)
    await story.clock.advance(500)
    expect(story.waiting(other)).toEqual(['from Ada: queued'])
    void tab.client.stop({ forget: 'everything' })
    await story.clock.advance(1_000)
    expect(story.waiting(other)).toEqual([])
  })
})

describe('another person on the same device', () => {
  it('neither sees nor sends what waits, which is there when its author is back', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.setOnline(false)
    tab.send(GENERAL, 'from Ada')
    await story.clock.advance(100)
    tab.kill()

    device.signInAs(BOB.id)
    const other = await story.tab(device)
    expect(other.client.me.get()).toEqual(BOB)
    expect(story.waiting(other)).toEqual([])
    expect(story.server.witnesses.sends).toBe(0)
    other.kill()

    device.signInAs(ADA.id)
    const back = await story.tab(device)
    expect(story.texts(back)).toEqual(['from Ada'])
    expect(back.client.room(GENERAL).get().messages[0]?.authorId).toBe('ada')
  })
})
