import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { kept } from './fixtures/kept.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test.use({ connectionTrouble: true })

async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.keyboard.press('Enter')
}

test('the next guest in a browser is themselves, and finds nothing of the one before', async ({ people, unique }) => {
  const [alice, bob] = [unique('Alice'), unique('Bob')]
  const [secret, draft, first] = [unique('a secret'), unique('half a sentence'), unique('first words')]
  const witness = await people.join('Witness')

  const before = await people.visit()
  const context = before.context()
  await joinAs(before, alice)
  const aliceRoom = roomScreen(before)
  await aliceRoom.say(secret)
  await expect(aliceRoom.message(secret)).toHaveAttribute('data-state', 'sent')
  await aliceRoom.composer.fill(draft)
  await expect.poll(() => kept(before)).toContain(secret)
  await before.close()

  // Her session ends while nobody is there.
  await context.clearCookies()
  const page = await context.newPage()
  // Until it tries long-polling, the app has nothing but what it knows by itself.
  await page.routeWebSocket(/socket\.io/, () => {})
  await page.goto(new URL(witness.page.url()).origin)
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await expect.poll(() => kept(page)).not.toContain(secret)

  await joinAs(page, bob)
  const room = roomScreen(page)
  await expect(page.getByRole('button', { name: /^You/ })).toBeVisible()
  await expect(page.getByText(alice)).toHaveCount(0)
  await expect(page.getByText(secret)).toHaveCount(0)
  await expect.poll(() => kept(page)).not.toContain(draft)

  await expect(room.status).toHaveText('Connected', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(bob)
  await expect(room.composer).toHaveValue('')
  await room.say(first)
  await expect(room.message(first)).toHaveAttribute('data-state', 'sent')
  await expect(room.message(first)).toHaveAttribute('data-own', 'true')
  await expect(room.message(secret)).not.toHaveAttribute('data-own', 'true')
  await expect(witness.room.messages.filter({ hasText: bob }).filter({ hasText: first })).toHaveCount(1)
})

test('somebody who signs out while the connection is held up leaves nothing to read', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const secret = unique('a secret')
  await ada.room.say(secret)
  await expect.poll(() => kept(ada.page)).toContain(secret)

  await ada.page.routeWebSocket(/socket\.io/, () => {})
  await ada.page.reload()
  await expect(ada.room.message(secret)).toHaveCount(1)
  await ada.page.getByRole('button', { name: /^You/ }).click()
  await ada.page.getByRole('menuitem', { name: 'Sign out…' }).click()
  await ada.page.getByRole('button', { name: 'Sign out', exact: true }).click()

  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await expect.poll(() => kept(ada.page)).not.toContain(secret)
  await expect.poll(() => kept(ada.page)).not.toContain(ada.name)
})
