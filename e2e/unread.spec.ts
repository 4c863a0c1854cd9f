import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, test } from './fixtures/chat-test.ts'

test('what one has not read is counted, on all devices, until one reads it', async ({ people, unique }) => {
  const ada = await people.bot('Ada')
  const bert = await people.join('Bert')
  // Bert is somewhere else.
  await bert.page.getByRole('button', { name: 'Create a room' }).click()
  const form = bert.page.getByRole('dialog', { name: 'Create a room' })
  const kitchen = unique('Kitchen')
  await form.getByRole('textbox', { name: 'Name' }).fill(kitchen)
  await form.getByRole('button', { name: 'Create room' }).click()
  await expect(bert.page.getByRole('heading', { level: 1, name: kitchen })).toBeVisible()
  const general = (page = bert.page) =>
    page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /general/ })
  await expect(general()).toHaveAccessibleName('general')

  for (const text of ['one', 'two', 'three']) await ada.send(unique(text))
  await expect(general()).toHaveAccessibleName('general 3 unread')
  await expect(bert.page).toHaveTitle(/^• #/)

  const { page: tab } = await inAnotherTab(bert)
  await expect(general(tab)).toHaveAccessibleName('general 3 unread')

  await general().click()
  await expect(bert.page.getByRole('log', { name: 'Messages' })).toContainText('three')
  await expect(general(tab)).toHaveAccessibleName('general')
  await expect(bert.page).toHaveTitle(/^#general/)
  await tab.reload()
  await expect(general(tab)).toHaveAccessibleName('general')
})
