import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { pressInBar } from './fixtures/message-actions.ts'
import { PHONE } from './fixtures/screens.ts'

/** Where it is once it has come to rest. */
async function placeOf(popup: Locator) {
  await expect(popup).toBeVisible()
  let before = await popup.boundingBox()
  await expect(async () => {
    const now = await popup.boundingBox()
    const resting = JSON.stringify(now) === JSON.stringify(before)
    before = now
    expect(resting).toBe(true)
  }).toPass()
  return before
}

test('the card of somebody who goes offline stays, and gives the focus back all the same', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.bot('Bert')
  const listed = ada.room.people.getByRole('button', { name: bert.name })
  await listed.click()
  const card = ada.page.getByRole('dialog', { name: bert.name })
  await expect(card).toContainText('Online')
  const place = await placeOf(card)

  bert.leave()
  await expect(listed).toHaveCount(0)
  await expect(card).toContainText('Last seen')
  expect(await placeOf(card)).toEqual(place)
  await ada.page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(ada.room.composer).toBeFocused()
})

test('what is open about a message stays where it is while others go on writing', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.bot('Bert')
  const text = unique('look at this')
  await bert.send(...Array.from({ length: 20 }, () => unique('before')), text)
  const message = ada.room.message(text)
  for (const [button, role] of [
    ['More actions', 'menu'],
    ['Add a reaction', 'dialog'],
  ] as const) {
    await pressInBar(message, button)
    const popup = ada.page.getByRole(role)
    const place = await placeOf(popup)
    const latest = unique('latest')
    await bert.send(unique('and'), latest)
    await expect(ada.room.message(latest)).toBeInViewport()
    expect(await placeOf(popup), button).toEqual(place)
    await ada.page.keyboard.press('Escape')
    await expect(popup).toBeHidden()
  }
})

test('a finger that goes on elsewhere closes a card and keeps the focus there', async ({ people, unique }) => {
  const ada = await people.join('Ada', PHONE)
  const bert = await people.bot('Bert')
  const text = unique('hello')
  await bert.send(text)
  const card = ada.page.getByRole('dialog', { name: bert.name })
  const name = ada.room.message(text).getByRole('button', { name: bert.name })
  // The message may still be moving.
  await expect(async () => {
    if (!(await card.isVisible())) await name.tap()
    await expect(card).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await ada.room.composer.tap()
  await expect(card).toBeHidden()
  await expect(ada.room.composer).toBeFocused()
})
