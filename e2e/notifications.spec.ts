import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

const icon = ({ page }: Person) => page.locator('link[rel="icon"]')

async function openChoices({ page }: Person, room: string) {
  await page.getByRole('button', { name: 'Room menu' }).click()
  await page.getByRole('menuitem', { name: 'Notifications' }).click()
  return dialog(page, `Notifications in ${room}`)
}

async function openSettings({ page }: Person) {
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await dialog(page, 'Settings').getByRole('tab', { name: 'Notifications' }).click()
  return dialog(page, 'Settings')
}

test('a muted room stays quiet in the list and in the title, on all devices, until it is unmuted (S65)', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const choices = await openChoices(bert, 'general')
  await choices.getByRole('button', { name: 'For an hour' }).click()
  await expect(choices).toContainText(/Muted until \d/)
  await bert.page.keyboard.press('Escape')
  await createRoom(bert, unique('Kitchen'))
  const elsewhere = await inAnotherTab(bert)

  await ada.send(unique('for nobody'))
  for (const person of [bert, elsewhere]) {
    await expect(roomLink(person, 'general')).toHaveAccessibleName('general (muted) 1 unread')
    await expect(person.page).toHaveTitle(/^#Kitchen/)
  }
  // Who is called by name sees it in the list, and nowhere else.
  await ada.send(unique(`@${bert.name}, are you there?`))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general (muted) 1 mention, 2 unread')
  await expect(bert.page).toHaveTitle(/^#Kitchen/)

  await roomLink(bert, 'general').click()
  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await bert.page.getByRole('menuitem', { name: 'Unmute' }).click()
  await expect(roomLink(elsewhere, 'general')).toHaveAccessibleName('general')
})

test('the title and the icon count what calls one, and have a dot for the rest (S65)', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await createRoom(bert, unique('Kitchen'))
  await expect(icon(bert)).toHaveAttribute('href', '/icon.svg')
  await ada.send(unique('for nobody'))
  await expect(bert.page).toHaveTitle(/^• #Kitchen/)
  await expect(icon(bert)).toHaveAttribute('href', /^data:image\/png/)
  await ada.send(unique(`@${bert.name}`))
  await expect(bert.page).toHaveTitle(/^\(1\) #Kitchen/)
  await ada.sendTo(bert.name, unique('for you alone'))
  await expect(bert.page).toHaveTitle(/^\(2\) #Kitchen/)

  await roomLink(bert, ada.name).click()
  await expect(bert.page).toHaveTitle(/^\(1\) /)
  await roomLink(bert, 'general').click()
  await expect(bert.page).toHaveTitle(/^#general/)
  await expect(icon(bert)).toHaveAttribute('href', '/icon.svg')
})

test('what is chosen for all rooms counts in each for which nothing is chosen, in every tab (S65)', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await createRoom(bert, unique('Kitchen'))
  const { page: tab } = await inAnotherTab(bert)
  await ada.send(unique('for nobody'))
  await expect(tab).toHaveTitle(/^• /)
  const settings = await openSettings(bert)
  await settings.getByRole('combobox', { name: 'In rooms' }).selectOption('All messages')
  for (const page of [tab, bert.page]) await expect(page).toHaveTitle(/^\(1\) /)
  await tab.reload()
  await expect(tab).toHaveTitle(/^\(1\) /)
  await bert.page.keyboard.press('Escape')
  await roomLink(bert, 'general').click()
  const choices = await openChoices(bert, 'general')
  await choices.getByRole('radio', { name: 'Nothing' }).check()
  await bert.page.keyboard.press('Escape')
  await createRoom(bert, unique('Cellar'))
  await ada.send(unique('for nobody again'))
  for (const page of [tab, bert.page]) await expect(page).toHaveTitle(/^• /)
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can choose what notifies them ${where}`, async ({ people, unique }) => {
    const ada = await people.join('Ada', options)
    const bot = await people.bot('Bert')
    const choices = await openChoices(ada, 'general')
    expect(await violations(ada.page)).toEqual([])
    await choices.getByRole('button', { name: 'Until tomorrow' }).click()
    await expect(choices.getByRole('button', { name: 'Unmute' })).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await ada.page.keyboard.press('Escape')

    const rooms = ada.page.getByRole('button', { name: 'Rooms', exact: true })
    const narrow = 'isMobile' in options
    if (narrow) await rooms.click()
    await createRoom(ada, unique('Kitchen'))
    await bot.send(unique(`@${ada.name}`))
    if (narrow) await rooms.click()
    await expect(roomLink(ada, 'general')).toHaveAccessibleName(/muted.*1 mention/)
    expect(await violations(ada.page)).toEqual([])
    await openSettings(ada)
    expect(await violations(ada.page)).toEqual([])
  })
}
