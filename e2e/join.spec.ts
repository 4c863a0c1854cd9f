import { expect, test } from './fixtures/chat-test.ts'
import { KEPT_APP } from './fixtures/kept.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test('a newcomer is offered a name, presses Enter and can talk in #general', async ({ people, unique }) => {
  const page = await people.visit()
  await expect(page.getByRole('heading', { name: 'Chat' })).toBeVisible()
  const name = page.getByRole('textbox', { name: 'Your name' })
  await expect(name).toBeFocused()
  await expect(name).toHaveValue(/^[A-Z][a-z]+[A-Z][a-z]+\d\d$/)
  const proposed = await name.inputValue()

  await page.keyboard.press('Enter')

  const room = roomScreen(page)
  await expect(room.heading).toBeVisible()
  await expect(room.people.getByRole('listitem').filter({ hasText: proposed })).toContainText('you')
  const text = unique('hello')
  await room.say(text)
  await expect(room.message(text)).toHaveAttribute('data-state', 'sent')
})

test('a newcomer writes over the proposal, because it is selected', async ({ people }) => {
  const page = await people.visit()
  const name = page.getByRole('textbox', { name: 'Your name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('Zoë Ångström')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(roomScreen(page).people.getByRole('listitem').filter({ hasText: 'Zoë Ångström' })).toBeVisible()
})

test('a name of one letter is not accepted, and the field says so', async ({ people }) => {
  const page = await people.visit()
  const name = page.getByRole('textbox', { name: 'Your name' })
  await name.fill('A')
  await name.press('Enter')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(name).toHaveAccessibleDescription(/at least 2/)
  await expect(name).toBeFocused()
})

test('somebody who comes back later is still themselves', async ({ people }) => {
  const ada = await people.join('Ada', KEPT_APP)
  await ada.page.goto('about:blank')
  await ada.page.goBack()
  await expect(ada.room.people.getByRole('listitem').filter({ hasText: ada.name })).toContainText('you')
})
