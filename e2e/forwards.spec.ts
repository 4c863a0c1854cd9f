import type { Locator } from '@playwright/test'
import { expect, type People, type Person, test } from './fixtures/chat-test.ts'
import { KEPT_APP, kept } from './fixtures/kept.ts'
import { choose, chooseInSheet, pressInBar } from './fixtures/message-actions.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { PHONE } from './fixtures/screens.ts'

const form = ({ page }: Person): Locator => dialog(page, 'Forward message')
const search = (person: Person): Locator => form(person).getByRole('combobox', { name: 'Search rooms and people' })
const copyIn = (message: Locator): Locator => message.getByRole('figure')

async function pick(person: Person, name: string): Promise<void> {
  await search(person).fill(name.toUpperCase())
  await form(person).getByRole('option', { name }).click()
}

/** Somebody makes a private room with these people in it. */
async function makeRoom(people: People, name: string, ...members: Person[]): Promise<void> {
  const { socket } = await people.bot('Scribe')
  const made = await socket.emitWithAck('room:create', { kind: 'private', name })
  if (!made.ok) throw new Error(made.error.code)
  for (const member of members) {
    const found = await socket.emitWithAck('user:list', { query: member.name })
    if (!found.ok) throw new Error(found.error.code)
    const userIds = found.data.users.map(({ id }) => id)
    await socket.emitWithAck('room:invite', { roomId: made.data.room.id, userIds })
    await expect(roomLink(member, name)).toBeVisible()
  }
}

async function sayIn(person: Person, room: string, text: string): Promise<void> {
  await roomLink(person, room).click()
  await roomScreen(person.page, room).say(text)
  await expect(person.room.message(text.replaceAll('*', ''))).toHaveAttribute('data-state', 'sent')
}

test(`a message of a private room is passed on; only who is in that room can read it and learns where it was`, async ({
  people,
  unique,
}) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  const [hidden, said, comment] = [unique('Hidden').trim(), unique('The **cake** is ready'), unique('Good news')]
  const shown = said.replaceAll('*', '')
  await makeRoom(people, hidden, ada, bert)
  await sayIn(ada, hidden, said)

  await roomLink(bert, hidden).click()
  await choose(bert.page, bert.room.message(shown), 'Forward…')
  await expect(search(bert)).toBeFocused()
  await expect(form(bert).getByRole('region', { name: 'What is forwarded' })).toContainText(shown)
  expect(await violations(bert.page)).toEqual([])
  await pick(bert, 'general')
  await form(bert).getByRole('textbox', { name: 'Add a comment' }).fill(comment)
  await form(bert).getByRole('textbox', { name: 'Add a comment' }).press('Enter')
  await expect(form(bert)).toBeHidden()
  await expect(bert.room.message(shown)).toBeFocused()

  const arrived = cleo.room.message(comment)
  await expect(copyIn(arrived)).toContainText(`Forwarded from ${ada.name}`)
  await expect(copyIn(arrived)).toContainText('Written in private, where you are not.')
  await expect(cleo.page.getByText(shown)).toHaveCount(0)
  await expect(arrived).toHaveAccessibleName(new RegExp(`^${bert.name}, .*forwards a message`))
  await expect(copyIn(arrived).getByRole('link')).toHaveCount(0)
  await expect(cleo.page.getByText(hidden)).toHaveCount(0)
  expect(await violations(cleo.page)).toEqual([])

  await roomLink(bert, 'general').click()
  await expect(copyIn(bert.room.message(comment))).toContainText(shown)
  await expect(copyIn(bert.room.message(comment)).locator('strong')).toHaveText('cake')
  await roomLink(ada, 'general').click()
  await copyIn(ada.room.message(comment))
    .getByRole('link', { name: `#${hidden}` })
    .press('Enter')
  await expect(ada.page.getByRole('heading', { level: 1, name: hidden })).toBeVisible()
  await expect(ada.room.message(shown)).toBeInViewport()

  // It was never copied, and is gone with the original.
  await choose(ada.page, ada.room.message(shown), 'Delete…')
  await ada.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(ada.room.message(shown)).toHaveCount(0)
  await expect(copyIn(bert.room.message(comment))).toContainText('This message was deleted.')
  await expect(bert.page.getByText(shown)).toHaveCount(0)
})

test('it goes to somebody one has never written to, and to several places at once; without a comment it says what it passes on', async ({
  people,
  unique,
}) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  const [said, hidden, answer] = [unique('the cake is ready'), unique('Hidden').trim(), unique('thanks')]
  await makeRoom(people, hidden, ada, cleo)
  await ada.room.say(said)
  await choose(ada.page, ada.room.message(said), 'Forward…')
  await expect(form(ada).getByRole('button', { name: 'Forward', exact: true })).toBeDisabled()
  await pick(ada, hidden)
  await pick(ada, bert.name)
  await form(ada).getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(form(ada)).toBeHidden()

  await roomLink(bert, ada.name).click()
  const arrived = copyIn(bert.room.message(said))
  await expect(arrived).toContainText(`Forwarded from ${ada.name} in #general`)
  await roomLink(cleo, hidden).click()
  await expect(copyIn(cleo.room.message(said))).toBeVisible()
  await pressInBar(cleo.room.message(said), 'Reply')
  await roomScreen(cleo.page, hidden).say(answer)
  const quote = cleo.room.message(answer).getByRole('link', { name: /^In reply to / })
  await expect(quote).toContainText(`Forwarded: ${said}`)

  // What becomes of the original changes nothing.
  await choose(ada.page, ada.room.message(said), 'Delete…')
  await ada.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(ada.room.message(said)).toHaveCount(0)
  await expect(arrived).toContainText(said)
})

test('its comment can be edited and added, and what it passes on stays', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const [said, hidden, comment] = [unique('the cake is ready'), unique('Hidden').trim(), unique('look at that')]
  await makeRoom(people, hidden, ada, bert)
  await sayIn(bert, hidden, said)
  await roomLink(ada, hidden).click()
  await choose(ada.page, ada.room.message(said), 'Forward…')
  await pick(ada, 'general')
  await form(ada).getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(form(ada)).toBeHidden()
  await roomLink(ada, 'general').click()
  await pressInBar(ada.room.message(said), 'Edit')
  const editor = ada.page.getByRole('textbox', { name: 'Edit message' })
  await expect(editor).toHaveValue('')
  await editor.press('Enter')
  await expect(editor).toHaveCount(0)
  await pressInBar(ada.room.message(said), 'Edit')
  await editor.fill(comment)
  await editor.press('Enter')
  await roomLink(bert, 'general').click()
  await expect(copyIn(bert.room.message(comment))).toContainText(said)
  await bert.room.message(comment).getByRole('button', { name: 'Edited: show earlier versions' }).press('Enter')
  await expect(dialog(bert.page, 'Versions of this message')).toContainText('Without a comment')
})

test.describe('without a network', () => {
  test.use({ connectionTrouble: true })

  test('it waits, also over a reload, and goes out later', async ({ people, unique }) => {
    const [ada, bert] = [await people.join('Ada', KEPT_APP), await people.join('Bert')]
    const [said, comment] = [unique('the cake is ready'), unique('look')]
    await bert.room.say(said)
    await expect(ada.room.message(said)).toBeVisible()
    await expect.poll(() => kept(ada.page)).toContain(said)
    await ada.page.evaluate(() => navigator.serviceWorker.ready)
    await ada.context.setOffline(true)
    await expect(ada.room.status).not.toHaveText('Connected')
    await choose(ada.page, ada.room.message(said), 'Forward…')
    await pick(ada, 'general')
    await form(ada).getByRole('textbox', { name: 'Add a comment' }).fill(comment)
    await form(ada).getByRole('textbox', { name: 'Add a comment' }).press('Enter')
    await expect(ada.room.message(comment)).toHaveAttribute('data-state', 'queued')
    await ada.page.reload()
    await expect(copyIn(ada.room.message(comment))).toContainText(said)
    await expect(ada.room.message(comment)).toHaveAttribute('data-state', 'queued')
    await ada.context.setOffline(false)
    await expect(copyIn(bert.room.message(comment))).toContainText(`Forwarded from yourself in #general`)
  })
})

test('on a phone the sheet has it, and all of it fits on the screen', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada', PHONE), await people.bot('Bert')]
  const said = unique('Donaudampfschifffahrt'.repeat(8))
  await bert.send(said)
  await chooseInSheet(ada.page, ada.room.message(said), 'Forward…')
  await expect(form(ada)).toBeVisible()
  expect(await violations(ada.page)).toEqual([])
  await pick(ada, 'general')
  await form(ada).getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(form(ada)).toBeHidden()
  await expect(ada.room.timeline.getByRole('figure').filter({ hasText: said })).toBeVisible()
  expect(await violations(ada.page)).toEqual([])
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('in a thread it has it too', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const [root, said, hidden] = [unique('a root'), unique('an answer'), unique('Hidden').trim()]
  await makeRoom(people, hidden, ada)
  await ada.room.say(root)
  await pressInBar(ada.room.message(root), 'Reply in thread')
  const panel = ada.page.getByRole('complementary', { name: 'Thread' })
  await panel.getByRole('textbox', { name: 'Reply in thread' }).fill(said)
  await panel.getByRole('textbox', { name: 'Reply in thread' }).press('Enter')
  const reply = panel.locator('[data-message-id]').filter({ hasText: said })
  await expect(reply).toHaveAttribute('data-state', 'sent')
  await choose(ada.page, reply, 'Forward…')
  await pick(ada, hidden)
  await form(ada).getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(form(ada)).toBeHidden()
  await roomLink(ada, hidden).click()
  await copyIn(ada.room.message(said)).getByRole('link', { name: '#general' }).press('Enter')
  await expect(reply).toBeVisible()
})
