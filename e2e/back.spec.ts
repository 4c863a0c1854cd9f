import type { Page } from '@playwright/test'
import { expect, type People, type Person, test } from './fixtures/chat-test.ts'
import { dialog } from './fixtures/page-parts.ts'
import { createRoom, openFromMenu, roomLink } from './fixtures/room-actions.ts'
import { PHONE } from './fixtures/screens.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const openRooms = ({ page }: Person) => page.getByRole('button', { name: 'Rooms', exact: true }).click()

/** Somebody with a phone, in a room that they have just made: the step before leads to #general. */
async function inNewRoom(people: People, name: string): Promise<Person> {
  const ada = await people.join('Ada', PHONE)
  await openRooms(ada)
  await createRoom(ada, name)
  return ada
}

test('on a phone, Back closes what is on top and then leads to the room before', async ({ people, unique }) => {
  const name = unique('Kitchen')
  const ada = await inNewRoom(people, name)
  const { page } = ada

  await openFromMenu(page, 'Room settings')
  await expect(dialog(page, 'Room settings')).toBeVisible()
  await page.goBack()
  await expect(dialog(page, 'Room settings')).toBeHidden()
  await expect(heading(page, name)).toBeVisible()

  await page.getByRole('button', { name: 'Room menu' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(heading(page, name)).toBeVisible()

  await openRooms(ada)
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Profile' }).click()
  const profile = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Name' }) })
  await expect(profile).toBeVisible()
  await page.goBack()
  await expect(profile).toBeHidden()
  await expect(dialog(page, 'Rooms')).toBeVisible()
  await page.goBack()
  await expect(dialog(page, 'Rooms')).toBeHidden()
  await expect(heading(page, name)).toBeVisible()

  await page.goBack()
  await expect(heading(page, 'general')).toBeVisible()
})

test('on a phone, Back finds nothing of what was closed in another way', async ({ people, unique }) => {
  const name = unique('Kitchen')
  const ada = await inNewRoom(people, name)
  const { page } = ada
  await openFromMenu(page, 'Notifications')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // To the room that is open already, and with a room chosen out of what lies over it.
  await openRooms(ada)
  await roomLink(ada, name).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await openRooms(ada)
  await roomLink(ada, 'general').click()
  await expect(heading(page, 'general')).toBeVisible()
  await page.goBack()
  await expect(heading(page, name)).toBeVisible()
  await page.goBack()
  await expect(heading(page, 'general')).toBeVisible()
})

test('on a phone, a page that is loaded again leaves no step behind of what was open', async ({ people, unique }) => {
  const name = unique('Kitchen')
  const ada = await inNewRoom(people, name)
  const { page } = ada
  await openFromMenu(page, 'Room settings')
  await expect(dialog(page, 'Room settings')).toBeVisible()
  await page.reload()
  await expect(heading(page, name)).toBeVisible()
  await page.goBack()
  await expect(heading(page, 'general')).toBeVisible()
})

test('at a desk, Back leads to the room before, and nothing stays open over it', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const { page } = ada
  const name = unique('Kitchen')
  await createRoom(ada, name)
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(dialog(page, 'Settings')).toBeVisible()
  await page.goBack()
  await expect(dialog(page, 'Settings')).toBeHidden()
  await expect(heading(page, 'general')).toBeVisible()
  await page.goForward()
  await expect(heading(page, name)).toBeVisible()
})
