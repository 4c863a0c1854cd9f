import { expect, it } from 'vitest'
import { ADA, createStory, GENERAL, RANDOM } from '../test/story.ts'

async function setUp() {
  const story = createStory()
  const device = story.device()
  const tab = await story.tab(device)
  const { client } = tab
  const sending = client.send(GENERAL, 'first')
  await story.clock.advance(1_000)
  const id = await sending
  story.asked.length = 0
  const { handle } = story.server
  const log = { silent: false }
  story.server.handle = (userId, name, input) => {
    if (name !== 'room:changes' || !log.silent) return handle(userId, name, input)
    return { ok: false, error: { code: 'OVERLOADED', message: 'later' } }
  }
  return { ...story, ada: device, tab, client, id, log }
}

it('shows an edit once everybody does, and resolves then (S55)', async () => {
  const { client, id, clock, texts, tab } = await setUp()
  let done = false
  const edit = client.editMessage(GENERAL, id, ' second ').then(() => {
    done = true
    return texts(tab)
  })
  expect(texts(tab)).toEqual(['first'])
  expect(done).toBe(false)
  await clock.advance(1_000)
  expect(await edit).toEqual(['second'])
  expect(client.room(GENERAL).get().messages).toMatchObject([{ id, editedAt: expect.any(Number) }])
})

it('resolves an edit once the room shows it, however long after the server has it (S55)', async () => {
  const { client, id, clock, texts, tab, faults, asked, log } = await setUp()
  log.silent = true
  faults.garble = 1
  let shown: string[] | undefined
  const edit = client.editMessage(GENERAL, id, 'second').then(() => {
    shown = texts(tab)
  })
  await clock.advance(1_000)
  expect(asked).toContain('message:edit')
  expect([shown, texts(tab)]).toEqual([undefined, ['first']])
  log.silent = false
  await clock.advance(10_000)
  await edit
  expect(shown).toEqual(['second'])
})

/** Ada has turned to another room, and what she edits is in one that has fallen behind. */
async function setUpBehind() {
  const story = await setUp()
  const { client, id, clock, tab, write, asked, log } = story
  client.openRoom(RANDOM)
  tab.link.cut()
  for (let index = 0; index < 60; index += 1) write(`message ${index}`)
  await clock.advance(3_000)
  log.silent = true
  let outcome: unknown = 'waiting'
  const settled = (how: unknown) => {
    outcome = how
  }
  client.editMessage(GENERAL, id, 'second').then(() => settled('done'), settled)
  await clock.advance(100)
  expect(asked).toContain('message:edit')
  expect(outcome).toBe('waiting')
  return { ...story, outcome: () => outcome }
}

it('is done with an edit also in a room that is behind and that nobody looks at (S55)', async () => {
  const { clock, outcome, texts, tab, log } = await setUpBehind()
  log.silent = false
  await clock.advance(5_000)
  expect(outcome()).toBe('done')
  expect(texts(tab)).toHaveLength(61)
})

it('is done with it also when the connection is lost meanwhile', async () => {
  const { clock, outcome, tab, log } = await setUpBehind()
  log.silent = false
  tab.link.cut()
  await clock.advance(5_000)
  expect(outcome()).toBe('done')
})

it('waits for nothing any more once the client is stopped, or the session is over', async () => {
  const stopped = await setUpBehind()
  void stopped.client.stop()
  await stopped.clock.advance(100)
  expect(stopped.outcome()).toMatchObject({ code: 'DISCONNECTED' })
  const ended = await setUpBehind()
  ended.tell('session:ended', { code: 'AUTH_EXPIRED', message: 'Signed out' })
  await ended.clock.advance(100)
  expect(ended.outcome()).toMatchObject({ code: 'DISCONNECTED' })
})

it('sends edits of one message one after the other, whatever becomes of the first (S55)', async () => {
  const { client, id, clock, texts, tab, server } = await setUp()
  const { handle } = server
  let refuse = true
  server.handle = (userId, name, input) => {
    if (name !== 'message:edit' || !refuse) return handle(userId, name, input)
    refuse = false
    return { ok: false, error: { code: 'STORAGE_FULL', message: 'full' } }
  }
  const first = client.editMessage(GENERAL, id, 'lost').catch((error: unknown) => Object(error).code)
  const second = client.editMessage(GENERAL, id, 'second')
  const third = client.editMessage(GENERAL, id, 'third')
  await clock.advance(5_000)
  expect(await first).toBe('STORAGE_FULL')
  await Promise.all([second, third])
  expect(texts(tab)).toEqual(['third'])
})

it('refuses without a connection, so that whoever writes can try again', async () => {
  const { client, id, clock, server, tab, texts } = await setUp()
  server.restart()
  const refusals = [
    expect(client.editMessage(GENERAL, id, 'second')).rejects.toMatchObject({ code: 'DISCONNECTED' }),
    expect(client.deleteMessage(GENERAL, id)).rejects.toMatchObject({ code: 'DISCONNECTED' }),
    expect(client.editMessage(GENERAL, id, ' ')).rejects.toThrow(RangeError),
  ]
  await clock.advance(30_000)
  await Promise.all(refusals)
  const again = client.editMessage(GENERAL, id, 'second')
  await clock.advance(1_000)
  await again
  expect(texts(tab)).toEqual(['second'])
})

it('brings an edit that was made while one was away (S55)', async () => {
  const { ada, tab, clock, server, texts } = await setUp()
  tab.kill()
  server.editOne(GENERAL, 0, 'meanwhile')
  await clock.advance(1_000)
  const later = ada.openTab()
  later.client.openRoom(GENERAL)
  await clock.advance(2_000)
  expect(texts(later)).toEqual(['meanwhile'])
})

it('keeps nothing of an earlier text on the device, whether or not the room is open (S55)', async () => {
  for (const opened of [GENERAL, RANDOM]) {
    const story = createStory()
    const device = story.device()
    const before = await story.tab(device)
    story.write('a first text')
    await story.clock.advance(2_000)
    before.kill()
    const kept = async () =>
      JSON.stringify([await device.cache.loadRoom(ADA.id, GENERAL), await device.cache.loadAccount(ADA.id)])
    await story.tab(device, opened)
    expect(await kept()).toContain('a first text')
    story.server.editOne(GENERAL, 0, 'a second text')
    await story.clock.advance(2_000)
    expect(await kept()).not.toContain('a first text')
    expect(await kept()).toContain('a second text')
  }
})

it('makes nothing unread, and leaves what is unread as it was (S29, S55)', async () => {
  const story = createStory()
  const tab = await story.tab(undefined, RANDOM)
  const unread = () => tab.client.rooms.get().find(({ id }) => id === GENERAL)?.unread
  for (const text of ['one', 'two']) story.write(text)
  await story.clock.advance(1_000)
  story.server.editOne(GENERAL, 0, 'zwei')
  await story.clock.advance(1_000)
  expect(unread()).toBe(2)
  tab.client.markRead(GENERAL)
  await story.clock.advance(1_000)
  story.server.editOne(GENERAL, 1, 'eins')
  await story.clock.advance(1_000)
  expect(unread()).toBe(0)
})

it('deletes, once, and tells the earlier texts as far as there are pages of them (S50, S55)', async () => {
  const { client, id, clock, texts, tab, asked } = await setUp()
  const revisions = client.messageRevisions(id)
  await clock.advance(1_000)
  expect((await revisions).map(({ text }) => text)).toEqual(['second', 'first'])
  const deletions = [client.deleteMessage(GENERAL, id), client.deleteMessage(GENERAL, id)]
  await clock.advance(1_000)
  await Promise.all(deletions)
  expect(texts(tab)).toEqual([''])
  expect(asked.filter((name) => name === 'message:delete')).toHaveLength(2)
})
