import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet, pressInBar } from './fixtures/message-actions.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

test.use({ connectionTrouble: true })

async function openSaved({ page }: Person) {
  await page.getByRole('button', { name: 'Later', exact: true }).click()
  const later = dialog(page, 'Later')
  await later.getByRole('tab', { name: 'Saved' }).click()
  return later
}

test('a message that is saved is found on all devices, as it is now, and leads to where it was said (S64)', async ({
  people,
  unique,
}) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  const phone = await inAnotherTab(ann)
  const [first, second] = [unique('the door code is 1234'), unique('lunch at one')]
  for (const text of [first, second]) await ben.room.say(text)
  await choose(ann.page, ann.room.message(second), 'Save for later')
  await choose(ann.page, ann.room.message(first), 'Save for later')
  const saved = await openSaved(phone)
  await expect(saved.getByRole('listitem')).toContainText([first, second])
  expect(await violations(phone.page)).toEqual([])

  await pressInBar(ben.room.message(first), 'Edit')
  await ben.page.getByRole('textbox', { name: 'Edit message' }).fill(`${first}, no, 4321`)
  await ben.page.keyboard.press('Enter')
  await expect(saved.getByRole('listitem').first()).toContainText('no, 4321')

  await saved.getByRole('listitem').filter({ hasText: second }).getByRole('button', { name: 'Remove' }).click()
  await expect(saved.getByRole('listitem')).toHaveCount(1)
  await pressInBar(ann.room.message(second), 'More actions')
  await expect(ann.page.getByRole('menuitem', { name: 'Save for later' })).toBeVisible()
  await ann.page.keyboard.press('Escape')

  await createRoom(ann, unique('Kitchen'))
  const here = await openSaved(ann)
  await here.getByRole('link', { name: 'Open' }).click()
  await expect(here).toBeHidden()
  await expect(ann.page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible()
  await expect(ann.room.message(first)).toBeInViewport()
  await expect(ann.page).toHaveURL(/\/r\/[^/]+\/\d+$/)
})

test('what cannot be saved without a connection is said', async ({ people, unique }) => {
  const ann = await people.join('Ann')
  const text = unique('for later')
  await ann.room.say(text)
  await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
  await ann.context.setOffline(true)
  await expect(ann.room.status).not.toHaveText('Connected')
  await choose(ann.page, ann.room.message(text), 'Save for later')
  await expect(ann.page.getByText('There is no connection. Try again once there is.')).toBeVisible()
  await ann.context.setOffline(false)
})

for (const [how, options] of Object.entries(SCREENS)) {
  test(`what is saved can be read and left ${how}`, async ({ people, unique }) => {
    const ann = await people.join('Ann', options)
    const touch = 'hasTouch' in options
    const open = async () => {
      if (touch) await ann.page.getByRole('button', { name: 'Rooms' }).click()
      return openSaved(ann)
    }
    const saved = await open()
    await expect(saved).toContainText('Nothing is saved.')
    expect(await violations(ann.page)).toEqual([])
    await ann.page.keyboard.press('Escape')
    await expect(saved).toBeHidden()

    const text = unique('to be read again')
    await ann.room.say(text)
    await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
    if (touch) {
      await chooseInSheet(ann.page, ann.room.message(text), 'Save for later')
    } else await choose(ann.page, ann.room.message(text), 'Save for later')
    await expect((await open()).getByRole('listitem')).toContainText([text])
    expect(await violations(ann.page)).toEqual([])
    await saved.getByRole('link', { name: 'Open' }).click()
    await expect(saved).toBeHidden()
    await expect(ann.room.message(text)).toBeInViewport()
  })
}
