import { openAccountMenu } from './fixtures/account-actions.ts'
import type { Bot } from './fixtures/bot.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { holdAnswers } from './fixtures/held-answers.ts'
import { dialog } from './fixtures/page-parts.ts'
import { createRoom, openFromMenu, roomLink, writeTo } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

/** Begins to write something, has what was asked before answered, and finds all as it was. */
async function writeMeanwhile(
  { page, room }: Person,
  { arrive, bot, word }: { arrive: () => Promise<void>; bot: Bot; word: string },
): Promise<void> {
  await openAccountMenu(page, 'Profile…')
  const settings = dialog(page, 'Settings')
  await settings.getByRole('textbox', { name: 'Status' }).fill(word)
  await arrive()
  // Comes after the answer. Beneath a dialog nothing has a role.
  await bot.send(word)
  await expect(page.locator('[data-message-id]', { hasText: word })).toBeVisible()
  await expect(settings.getByRole('textbox', { name: 'Status' })).toHaveValue(word)
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await expect(room.heading).toBeVisible()
}

test('an answer to what one has turned away from leads nowhere and closes nothing', async ({ people, unique }) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.bot('Bert'), await people.bot('Cleo')]
  const { page } = ada
  const answers = await holdAnswers(ada)
  const meanwhile = (arrive: () => Promise<void>) =>
    writeMeanwhile(ada, { arrive, bot: bert, word: unique('Half a sen') })

  await test.step('of a person chosen in “Go to”', async () => {
    const arrive = answers.hold('room:create')
    await page.keyboard.press('Control+k')
    const goTo = dialog(page, 'Go to')
    await goTo.getByRole('combobox').fill(bert.name)
    await expect(goTo.getByRole('option', { name: bert.name })).toHaveAttribute('data-highlighted')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(goTo).toBeHidden()
    await meanwhile(arrive)
  })

  await test.step('of a card', async () => {
    const arrive = answers.hold('room:create')
    await ada.room.people.getByRole('button', { name: cleo.name }).click()
    const card = dialog(page, cleo.name)
    await card.getByRole('button', { name: 'Write' }).click()
    await page.keyboard.press('Escape')
    await expect(card).toBeHidden()
    await meanwhile(arrive)
  })

  await test.step('of a date', async () => {
    await openFromMenu(page, 'Jump to a date…')
    const form = dialog(page, 'Jump to a date')
    const arrive = answers.hold('room:history')
    await form.getByRole('button', { name: 'The beginning' }).click()
    await page.keyboard.press('Escape')
    await expect(form).toBeHidden()
    await meanwhile(arrive)
  })

  await test.step('of a conversation that is hidden', async () => {
    await writeTo(ada, bert.name)
    await expect(roomScreen(page, bert.name, 'direct').heading).toBeVisible()
    const arrive = answers.hold('room:leave')
    await openFromMenu(page, 'Hide until the next message')
    await expect(roomLink(ada, bert.name)).toBeHidden()
    await meanwhile(arrive)
  })

  await test.step('of a room that gets another address', async () => {
    await createRoom(ada, unique('Cellar'))
    await openFromMenu(page, 'Room settings')
    const form = dialog(page, 'Room settings')
    const slug = unique('cellar').replace(' ', '-')
    await form.getByRole('textbox', { name: 'Address' }).fill(slug)
    const arrive = answers.hold('room:update')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.keyboard.press('Escape')
    await expect(form).toBeHidden()
    await roomLink(ada, 'general').click()
    await meanwhile(arrive)
  })

  await test.step('of a room that is archived', async () => {
    const name = unique('Kitchen')
    await createRoom(ada, name)
    const arrive = answers.hold('room:update')
    await openFromMenu(page, 'Archive room')
    const question = dialog(page, `Archive ${name}?`)
    await question.getByRole('button', { name: 'Archive room' }).click()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    await page.getByRole('button', { name: 'Create a room' }).click()
    const form = dialog(page, 'Create a room')
    await form.getByRole('textbox', { name: 'Name' }).fill('Half a na')
    await arrive()
    await bert.sendTo(ada.name, unique('later'))
    await expect(page.locator('nav a', { hasText: bert.name })).toContainText('1 unread')
    await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('Half a na')
  })
})
