import type { Locator } from '@playwright/test'
import { newMessageId } from './fixtures/bot.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet, copyLink, pressInBar } from './fixtures/message-actions.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { PHONE, SCREENS } from './fixtures/screens.ts'

const panel = ({ page }: Person): Locator => page.getByRole('complementary', { name: 'Thread' })
const inThread = (person: Person, text: string): Locator =>
  panel(person).locator('[data-message-id]').filter({ hasText: text })
const composerOf = (person: Person): Locator => panel(person).getByRole('textbox', { name: 'Reply in thread' })
const lineUnder = ({ room }: Person, text: string): Locator => room.message(text).getByRole('button', { name: /repl/ })

async function openFrom({ room }: Person, text: string): Promise<void> {
  await pressInBar(room.message(text), 'Reply in thread')
}

async function answer(person: Person, text: string): Promise<void> {
  await composerOf(person).fill(text)
  await composerOf(person).press('Enter')
  await expect(inThread(person, text)).toHaveAttribute('data-state', 'sent')
}

test('three people talk in a thread beside the timeline, and the message says what hangs on it', async ({
  people,
  unique,
}) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  const question = unique('Where do we eat?')
  await ada.room.say(question)
  await openFrom(bert, question)
  await expect(panel(bert)).toContainText('No replies yet')
  await expect(composerOf(bert)).toBeFocused()
  const first = unique('At the lake')
  await answer(bert, first)
  await expect(lineUnder(ada, question)).toHaveAccessibleName(/^1 reply\s*, last reply just now$/)
  await expect(ada.room.message(first)).toHaveCount(0)

  await lineUnder(cleo, question).press('Enter')
  await expect(inThread(cleo, first)).toBeVisible()
  const second = unique('In the garden')
  await answer(cleo, second)
  await expect(inThread(bert, second)).toBeVisible()
  await expect(lineUnder(ada, question)).toHaveAccessibleName(/^2 replies/)

  const link = bert.page.url()
  expect(link).toMatch(/\/r\/[^/]+\/thread\/\d+$/)
  await bert.page.keyboard.press('Escape')
  await expect(panel(bert)).toHaveCount(0)
  await bert.page.goto(link)
  await expect(inThread(bert, second)).toBeVisible()
})

test('what is new in a followed thread stands below a line, and a mention there is seen from elsewhere', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const question = unique('Who comes?')
  await ada.room.say(question)
  await openFrom(bert, question)
  await createRoom(ada, unique('Kitchen'))
  await answer(bert, unique('I do'))
  await answer(bert, unique(`And you, @${ada.name}?`))
  await expect(roomLink(ada, 'general')).toHaveAccessibleName('general 1 mention')

  await roomLink(ada, 'general').click()
  await lineUnder(ada, question).press('Enter')
  await expect(panel(ada).getByRole('heading', { name: 'New messages' })).toBeVisible()
  await createRoomAgain()
  await expect(roomLink(ada, 'general')).toHaveAccessibleName('general')

  async function createRoomAgain(): Promise<void> {
    await expect(inThread(ada, 'And you')).toBeVisible()
    await createRoom(ada, unique('Cellar'))
  }
})

test('the followed threads are listed, with what is new in them', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const question = unique('Who comes?')
  await ada.room.say(question)
  await openFrom(bert, question)
  await answer(bert, unique('I do'))
  const entry = ada.page.getByRole('button', { name: /^Threads/ })
  await expect(entry).toHaveAccessibleName('Threads 1 unread')
  await entry.click()
  const list = ada.page.getByRole('dialog', { name: 'Threads' })
  await expect(list.getByRole('link', { name: question })).toContainText('1 reply, last reply just now')
  await expect(list.getByRole('link', { name: question })).toContainText('in #general')
  expect(await violations(ada.page)).toEqual([])
  await list.getByRole('link', { name: question }).click()
  await expect(inThread(ada, 'I do')).toBeVisible()
  await expect(entry).toHaveAccessibleName('Threads')
})

test('a thread makes place for the people for whoever asks for them, and keeps what was begun in it over a reload', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  await test.step('the people come back in place of a thread for whoever asks for them', async () => {
    const question = unique('Who comes?')
    await ada.room.say(question)
    const toggle = ada.page.getByRole('button', { name: 'People', exact: true })
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')
    await openFrom(ada, question)
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await toggle.click()
    await expect(panel(ada)).toHaveCount(0)
    await expect(ada.room.people).toBeVisible()
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('what was begun in a thread is kept over a reload, apart from the room and from other threads', async () => {
    const [one, other] = [unique('one'), unique('other')]
    await ada.room.say(one)
    await ada.room.say(other)
    await openFrom(ada, one)
    await composerOf(ada).fill('half a thought')
    await openFrom(ada, other)
    await expect(composerOf(ada)).toHaveValue('')
    await expect(ada.room.composer).toHaveValue('')
    await openFrom(ada, one)
    await expect(composerOf(ada)).toHaveValue('half a thought')
    await ada.page.reload()
    await expect(composerOf(ada)).toHaveValue('half a thought')
  })
})

test('one stops following a thread, and follows again by an answer', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const question = unique('Who comes?')
  await ada.send(question)
  await openFrom(bert, question)
  await answer(bert, unique('I do'))
  await panel(bert).getByRole('button', { name: 'Stop following' }).click()
  await expect(panel(bert).getByRole('button', { name: 'Follow' })).toBeVisible()
  await answer(bert, unique('After all'))
  await expect(panel(bert).getByRole('button', { name: 'Stop following' })).toBeVisible()
})

test('messages in a thread are edited, deleted and linked to like others', async ({ people, unique }) => {
  const ada = await people.join('Ada', { permissions: ['clipboard-read', 'clipboard-write'] })
  const [question, slip] = [unique('Who comes?'), unique('Nobody')]
  await ada.room.say(question)
  await openFrom(ada, question)
  await answer(ada, slip)
  const link = await copyLink(ada.page, inThread(ada, slip))
  const bert = await people.join('Bert', { url: link })
  await expect(inThread(bert, slip)).toBeVisible()

  await composerOf(ada).focus()
  await ada.page.keyboard.press('ArrowUp')
  const editor = panel(ada).getByRole('textbox', { name: /Edit/ })
  const better = unique('Everybody')
  await editor.fill(better)
  await editor.press('Enter')
  await expect(inThread(bert, better)).toBeVisible()
  await choose(ada.page, inThread(ada, better), 'Delete…')
  await ada.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(inThread(bert, 'deleted')).toBeVisible()
  await expect(lineUnder(bert, question)).toHaveCount(0)
})

test('a link to what was said in a thread leads there, however much was said since', async ({
  people,
  server,
  unique,
}) => {
  const bot = await people.bot('Scribe')
  const question = unique('Who comes?')
  await bot.send(question)
  const root = (await bot.history()).at(-1)
  if (!root) throw new Error('unreachable')
  const { roomId, seq: rootSeq, id: threadRoot } = root
  const word = unique('line')
  for (let index = 1; index <= 150; index += 1) {
    const text = `${word} #${index}.`
    await bot.socket.emitWithAck('message:send', { id: newMessageId(), roomId, threadRoot, text })
  }
  const early = rootSeq + 7
  const ada = await people.join('Ada', { url: `${server.url}/r/${roomId}/${early}` })
  await expect(inThread(ada, `${word} #7.`)).toBeInViewport()
  await expect(inThread(ada, `${word} #7.`)).toBeFocused()
  expect(new URL(ada.page.url()).pathname).toBe(`/r/${roomId}/thread/${rootSeq}/${early}`)
  await panel(ada).getByRole('button', { name: 'Jump to present' }).click()
  await expect(inThread(ada, `${word} #150.`)).toBeInViewport()
})

test('on a phone a thread covers the room, and one goes back', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada', PHONE), await people.bot('Scribe')]
  const question = unique('Who comes?')
  await bot.send(question)
  await chooseInSheet(ada.page, ada.room.message(question), 'Reply in thread')
  await expect(panel(ada)).toBeInViewport({ ratio: 1 })
  await composerOf(ada).fill('I do')
  await panel(ada).getByRole('button', { name: 'Send' }).click()
  await expect(inThread(ada, 'I do')).toHaveAttribute('data-state', 'sent')
  await panel(ada).getByRole('button', { name: 'Back to the room' }).click()
  await expect(panel(ada)).toHaveCount(0)
  await expect(lineUnder(ada, question)).toBeVisible()
})

test.describe(() => {
  test.use({ connectionTrouble: true })

  test('on a phone one sees in a thread as well that there is no connection', async ({ people, unique }) => {
    const [ada, bot] = [await people.join('Ada', PHONE), await people.bot('Scribe')]
    const question = unique('Who comes?')
    await bot.send(question)
    await chooseInSheet(ada.page, ada.room.message(question), 'Reply in thread')
    const status = panel(ada).getByRole('status', { name: 'Connection' })
    await expect(composerOf(ada)).toBeVisible()
    await expect(status).toHaveCount(0)
    await ada.context.setOffline(true)
    await expect(status).toContainText('Offline')
    await expect(status).toBeInViewport({ ratio: 1 })
    await ada.context.setOffline(false)
    await expect(status).toHaveCount(0)
  })
})

test('whoever closes a thread stands where they opened it, else where one writes', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const question = unique('Who comes?')
  await bot.send(question)
  await ada.room.message(question).press('t')
  await expect(composerOf(ada)).toBeFocused()
  await composerOf(ada).fill('I do')
  await composerOf(ada).press('Enter')
  await composerOf(ada).press('Escape')
  await expect(ada.room.message(question)).toBeFocused()
  await lineUnder(ada, question).press('Enter')
  await expect(composerOf(ada)).toBeFocused()
  await panel(ada).getByRole('button', { name: 'Close thread' }).press('Enter')
  await expect(lineUnder(ada, question)).toBeFocused()

  await lineUnder(ada, question).press('Enter')
  await expect(composerOf(ada)).toBeFocused()
  await ada.page.reload()
  await expect(composerOf(ada)).toBeFocused()
  await composerOf(ada).press('Escape')
  await expect(panel(ada)).toHaveCount(0)
  await expect(ada.room.composer).toBeFocused()
})

for (const [screen, options] of Object.entries(SCREENS)) {
  test(`a thread can be used by everybody, ${screen}`, async ({ people, unique }) => {
    const [ada, bot] = [await people.join('Ada', options), await people.bot('Scribe')]
    const question = unique('Who comes?')
    await bot.send(question)
    await expect(ada.room.message(question)).toBeVisible()
    const seq = (await bot.history()).at(-1)?.seq
    const { pathname, origin } = new URL(ada.page.url())
    await ada.page.goto(`${origin}${pathname}/thread/${seq}`)
    await composerOf(ada).fill('I do')
    await panel(ada).getByRole('button', { name: 'Send' }).click()
    await expect(inThread(ada, 'I do')).toHaveAttribute('data-state', 'sent')
    expect(await violations(ada.page)).toEqual([])
  })
}
