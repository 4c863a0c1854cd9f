import { MessageId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { idOf } from '../test/samples.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'
import type { Notice } from './notices.ts'

const [FIRST, SECOND, THIRD] = [MessageId.parse(idOf(1)), MessageId.parse(idOf(2)), MessageId.parse(idOf(3))]

/** Ada is in a tab, Bob has said something, and everything that notifies her is written down. */
async function setUp() {
  const story = createStory()
  for (const id of [FIRST, SECOND, THIRD]) story.server.write(GENERAL, id, BOB.id, `number ${id}`)
  const device = story.device()
  const tab = await story.tab(device)
  const told: Notice[] = []
  tab.client.onNotice((notice) => told.push(notice))
  const pass = () => story.clock.advance(1_000)
  return {
    story,
    device,
    tab,
    client: tab.client,
    pass,
    due: () => told.filter((notice) => notice.kind === 'due'),
    /** The server says so, as at the time of the reminder. */
    fire(id: MessageId, roomId = GENERAL, firedAt = 5): void {
      story.server.personLogs.set(ADA.id, 'reminders', id, { messageId: id, roomId, remindAt: 4, firedAt })
    },
    async answer<T>(asking: Promise<T>): Promise<T> {
      await pass()
      return asking
    },
    async away(during: () => void | Promise<void>) {
      tab.setOnline(false)
      await pass()
      await during()
      tab.setOnline(true)
      await story.clock.advance(20_000)
    },
  }
}

describe('a reminder', () => {
  it('is there on all devices, until it is cleared on one (S70)', async () => {
    const { story, client, answer } = await setUp()
    const phone = await story.tab()
    await answer(client.setReminder(FIRST, 1_000_000))
    expect([...phone.client.reminders.get().values()]).toEqual([
      { messageId: FIRST, roomId: GENERAL, remindAt: 1_000_000 },
    ])
    await answer(phone.client.clearReminder(FIRST))
    expect(client.reminders.get().size).toBe(0)
  })

  it('notifies once when it is due, with the message as it is now (S70)', async () => {
    const { story, client, due, fire, pass, answer } = await setUp()
    await answer(client.setReminder(THIRD, 1_000_000))
    story.server.editOne(GENERAL, 0, 'edited since')
    fire(THIRD)
    await pass()
    expect(due()).toMatchObject([{ reminder: { messageId: THIRD, firedAt: 5 }, message: { text: 'edited since' } }])
    fire(SECOND)
    await pass()
    await story.clock.advance(60_000)
    expect(due()).toHaveLength(2)
  })

  it('notifies those who were away when they are back, and not of what they have been told (S70)', async () => {
    const { client, due, fire, away, answer, pass } = await setUp()
    await answer(client.setReminder(FIRST, 1_000_000))
    fire(SECOND)
    await pass()
    await away(() => {
      for (const id of [FIRST, SECOND, THIRD]) fire(id)
    })
    expect(due().map(({ reminder }) => reminder.messageId)).toEqual([SECOND, FIRST, THIRD])
    await away(() => {})
    expect(due()).toHaveLength(3)
  })

  it('notifies at the next visit of what fell due meanwhile, and a first visit of nothing (S70)', async () => {
    const { story, device, tab, fire, answer, pass } = await setUp()
    await answer(tab.client.setReminder(FIRST, 1_000_000))
    await story.clock.advance(5_000)
    tab.kill()
    fire(FIRST)
    const visits: Notice[][] = []
    for (const at of [device, story.device()]) {
      const told: Notice[] = []
      const next = at.openTab()
      next.client.onNotice((notice) => told.push(notice))
      next.client.openRoom(GENERAL)
      await story.clock.advance(5_000)
      expect(next.client.reminders.get().get(FIRST)?.firedAt).toBe(5)
      visits.push(told.filter(({ kind }) => kind === 'due'))
    }
    expect(visits).toMatchObject([[{ reminder: { messageId: FIRST } }], []])
    await pass()
  })

  it('notifies nobody who does not want to be disturbed, is done already, or is not in the room (S28, S70)', async () => {
    const { story, client, due, fire, answer, pass } = await setUp()
    await answer(client.setReminder(FIRST, 1_000_000))
    story.tell('presence:selected', { status: 'dnd' })
    fire(FIRST)
    await pass()
    story.tell('presence:selected', { status: 'online' })
    story.server.write(RANDOM, idOf(9), BOB.id, 'elsewhere')
    await pass()
    await answer(client.leaveRoom(RANDOM))
    fire(MessageId.parse(idOf(9)), RANDOM)
    await pass()
    expect(due()).toEqual([])
    expect(client.reminders.get().size).toBe(2)
  })

  it('notifies in a muted room too: that is about what others say there (S65, S70)', async () => {
    const { client, due, fire, answer, pass } = await setUp()
    await answer(client.notifyRoom(GENERAL, { muted: true }))
    fire(FIRST)
    await pass()
    expect(due()).toMatchObject([{ message: { id: FIRST } }])
  })

  it('notifies also where the message cannot be asked for at this moment', async () => {
    const { story, due, fire, pass } = await setUp()
    const { handle } = story.server
    story.server.handle = (userId, name, input) =>
      name === 'message:get' ? { ok: false, error: { code: 'OVERLOADED', message: '' } } : handle(userId, name, input)
    fire(FIRST)
    await pass()
    expect(due()).toMatchObject([{ reminder: { messageId: FIRST }, message: undefined }])
  })

  it('is about messages that are looked up in as many pieces as the server makes of them, in their order', async () => {
    const { client, answer } = await setUp()
    const ids = [THIRD, MessageId.parse(idOf(77)), FIRST, SECOND]
    const found = await answer(client.getMessages(ids))
    expect(found.map(({ id }) => id)).toEqual([THIRD, FIRST, SECOND])
  })
})
