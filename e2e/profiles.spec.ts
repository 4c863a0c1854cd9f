import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { SCREENS } from './fixtures/screens.ts'

async function openProfile({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Profile…' }).click()
}

test('what somebody tells about themselves, others read on their card (S45)', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert', { timezoneId: 'Asia/Tokyo' })
  await openProfile(bert)
  const settings = dialog(bert.page, 'Settings')
  const [name, status] = [unique('Bertram'), unique('Baking 🍞')]
  await settings.getByRole('textbox', { name: 'Name' }).fill(name)
  await settings.getByRole('textbox', { name: 'Status' }).fill(status)
  await settings.getByRole('combobox', { name: 'It clears' }).selectOption('In an hour')
  await settings.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('Saved')).toBeVisible()
  await bert.page.keyboard.press('Escape')

  await ada.room.people.getByRole('button', { name }).click()
  const card = dialog(ada.page, name)
  await expect(card).toContainText(status)
  await expect(card).toContainText('Until ')
  await expect(card).toContainText('local time')
  await expect(card).toContainText('Online')
  await expect(card).toContainText('Guest')

  // While it is open, it follows.
  await openProfile(bert)
  await settings.getByRole('textbox', { name: 'Status' }).fill('')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('Saved')).toBeVisible()
  await expect(card).not.toContainText(status)
  await expect(card).toContainText('local time')
  await bert.context.close()
  await expect(card).toContainText('Last seen just now')
})

test('from a name one writes to somebody without a mouse, and from their card one blocks them', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.bot('Bert')
  await test.step('from the card one blocks somebody, after a question, and ends it', async () => {
    const face = ada.room.people.getByRole('button', { name: bert.name })
    const card = dialog(ada.page, bert.name)
    await face.click()
    await card.getByRole('button', { name: 'Block…' }).click()
    await ada.page.getByRole('dialog', { name: 'Block' }).getByRole('button', { name: 'Block' }).click()
    await face.click()
    await expect(card).toContainText('You have blocked this person')
    await card.getByRole('button', { name: 'End the block' }).click()
    await expect(card.getByRole('button', { name: 'Write' })).toBeVisible()
    await ada.page.keyboard.press('Escape')
    await expect(card).toBeHidden()
  })

  await test.step('from the name beside a message one writes to somebody, without a mouse', async () => {
    const text = unique('hello')
    await bert.send(text)
    const author = ada.room.message(text).getByRole('button', { name: bert.name })
    await author.press('Enter')
    const card = dialog(ada.page, bert.name)
    await expect(card).toBeVisible()
    await ada.page.keyboard.press('Escape')
    await expect(card).toBeHidden()
    await expect(author).toBeFocused()
    await author.press('Enter')
    await card.getByRole('button', { name: 'Write' }).press('Enter')
    await expect(roomScreen(ada.page, bert.name, 'direct').composer).toBeVisible()
  })
})

test('one sees oneself as others do, and changes what they see, within limits', async ({ people }) => {
  const ada = await people.join('Ada')
  await test.step('one sees oneself as others do, and from there changes what they see', async () => {
    const face = ada.room.people.getByRole('button', { name: ada.name })
    await face.press('Enter')
    const card = dialog(ada.page, ada.name)
    await expect(card).toContainText('You · Guest')
    await expect(card.getByRole('button')).toHaveText(['Edit profile', ''])
    await card.getByRole('button', { name: 'Edit profile' }).press('Enter')
    await expect(card).toBeHidden()
    const settings = dialog(ada.page, 'Settings')
    await expect(settings.getByRole('tab', { name: 'Profile' })).toHaveAttribute('aria-selected', 'true')
    await ada.page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
    await expect(face).toBeFocused()
  })

  await test.step('a status that is too long is not saved, and says so', async () => {
    await openProfile(ada)
    const settings = dialog(ada.page, 'Settings')
    await settings.getByRole('textbox', { name: 'Status' }).fill('x'.repeat(101))
    await settings.getByRole('button', { name: 'Save' }).click()
    await expect(settings.getByRole('alert')).toContainText('at most 100 characters, this one has 101')
    await ada.page.keyboard.press('Escape')
    await openProfile(ada)
    await expect(settings.getByRole('textbox', { name: 'Status' })).toHaveValue('')
  })
})

/** A picture that is there, and drawn. */
const pictureIn = (place: Locator) => place.locator('img[src^="/pictures/"]')
const isDrawn = (picture: Locator) =>
  picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)
const IMAGE = join(import.meta.dirname, '../apps/web/public/icon-512.png')

/** An image in somebody's hand or clipboard, as the browser gives it to a page. */
const imageInHand = (page: Page) =>
  page.evaluateHandle(async () => {
    const image = await (await fetch('/icon-192.png')).blob()
    const hand = new DataTransfer()
    hand.items.add(new File([image], 'me.png', { type: 'image/png' }))
    return hand
  })

test('a picture that somebody crops is beside what they wrote, for everybody, until they remove it (S54)', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const text = unique('hello')
  await bert.room.say(text)
  const message = ada.room.message(text)
  await expect(message).toContainText('B')
  await expect(pictureIn(message)).toHaveCount(0)

  await openProfile(bert)
  const settings = dialog(bert.page, 'Settings')
  await settings.getByLabel('Picture', { exact: true }).setInputFiles(IMAGE)
  const crop = dialog(bert.page, 'Your picture')
  await crop.getByRole('slider', { name: 'Zoom' }).press('ArrowRight')
  await crop.getByRole('application').press('ArrowDown')
  await crop.getByRole('button', { name: 'Use this picture' }).click()
  await expect(crop).toBeHidden()
  await expect(pictureIn(settings)).toBeVisible()

  await expect(pictureIn(message)).toBeVisible()
  await expect.poll(() => isDrawn(pictureIn(message))).toBe(256)
  const face = ada.room.people.getByRole('button', { name: bert.name })
  await expect(pictureIn(face)).toBeVisible()
  await face.click()
  await expect(pictureIn(dialog(ada.page, bert.name))).toBeVisible()
  await ada.page.keyboard.press('Escape')

  await settings.getByRole('button', { name: 'Remove…' }).click()
  await dialog(bert.page, 'Remove your picture?').getByRole('button', { name: 'Remove' }).click()
  await expect(settings.getByRole('button', { name: 'Add a picture…' })).toBeVisible()
  await expect(pictureIn(message)).toHaveCount(0)
  await expect(pictureIn(face)).toHaveCount(0)
})

test('a picture can be dropped or pasted as well, and a file that is none is not taken', async ({ people }) => {
  const { page, ...ada } = await people.join('Ada')
  await openProfile({ page, ...ada })
  const settings = dialog(page, 'Settings')
  const crop = dialog(page, 'Your picture')
  const hand = await imageInHand(page)
  await settings.getByRole('button', { name: 'Add a picture…' }).dispatchEvent('drop', { dataTransfer: hand })
  await expect(crop.getByRole('application')).toBeVisible()
  await crop.getByRole('button', { name: 'Cancel' }).click()
  await expect(crop).toBeHidden()
  await page.evaluate((clipboardData) => document.dispatchEvent(new ClipboardEvent('paste', { clipboardData })), hand)
  await crop.getByRole('button', { name: 'Use this picture' }).click()
  await expect(pictureIn(settings)).toBeVisible()

  const text = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') }
  await settings.getByLabel('Picture', { exact: true }).setInputFiles(text)
  await expect(settings.getByRole('alert').filter({ hasText: 'not a picture' })).toBeVisible()
  await expect(pictureIn(settings)).toBeVisible()
})

test.describe(() => {
  test.use({ connectionTrouble: true })

  test('a picture that cannot be sent now is not lost: one tries again', async ({ people }) => {
    const ada = await people.join('Ada')
    await openProfile(ada)
    const settings = dialog(ada.page, 'Settings')
    await settings.getByLabel('Picture', { exact: true }).setInputFiles(IMAGE)
    const crop = dialog(ada.page, 'Your picture')
    await ada.context.setOffline(true)
    await crop.getByRole('button', { name: 'Use this picture' }).click()
    await expect(crop.getByRole('alert')).toContainText('There is no connection')
    await ada.context.setOffline(false)
    await crop.getByRole('button', { name: 'Use this picture' }).click()
    await expect(crop).toBeHidden()
    await expect(pictureIn(settings)).toBeVisible()
  })
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can use profiles ${where}`, async ({ people, unique }) => {
    const ada = await people.join('Ada', options)
    const bert = await people.bot('Bert')
    const text = unique('hello')
    await bert.send(text)
    const name = ada.room.message(text).getByRole('button', { name: bert.name })
    // A phone has no mouse, which would bring what can be done about the message, above the name.
    const card = dialog(ada.page, bert.name)
    // The message may still be moving.
    await expect(async () => {
      if (!(await card.isVisible())) await ('isMobile' in options ? name.tap() : name.click())
      await expect(card).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await expect(card).toContainText('Online')
    expect(await violations(ada.page)).toEqual([])
    await ada.page.keyboard.press('Escape')
    if ('isMobile' in options) await ada.page.getByRole('button', { name: 'Rooms', exact: true }).click()
    await openProfile(ada)
    const settings = dialog(ada.page, 'Settings')
    await expect(settings.getByRole('textbox', { name: 'Status' })).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await settings.getByLabel('Picture', { exact: true }).setInputFiles(IMAGE)
    await expect(dialog(ada.page, 'Your picture').getByRole('application')).toBeInViewport({ ratio: 1 })
    expect(await violations(ada.page)).toEqual([])
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      await ada.page.evaluate(() => innerWidth),
    )
  })
}
