import type { Locator } from '@playwright/test'
import { openAccountMenu } from './fixtures/account-actions.ts'
import { expect, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { PHONE, SCREENS } from './fixtures/screens.ts'

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can use the join screen ${where}`, async ({ people }) => {
    const page = await people.visit(options)
    const name = page.getByRole('textbox', { name: 'Your name' })
    await expect(name).toBeVisible()
    expect(await violations(page)).toEqual([])
    await name.fill('A')
    await name.press('Enter')
    await expect(name).toHaveAttribute('aria-invalid', 'true')
    expect(await violations(page)).toEqual([])
  })

  test.describe(() => {
    test.use({ connectionTrouble: true })

    test(`everybody can use the room ${where}, with and without a network`, async ({ people, unique }) => {
      const ada = await people.join('Ada', options)
      const bot = await people.bot('Bert')
      const [mine, theirs, waiting] = [unique('mine'), unique('theirs'), unique('waiting')]
      await ada.room.say(mine)
      await bot.send(theirs)
      await expect(ada.room.message(theirs)).toBeVisible()
      await expect(ada.room.message(mine)).toHaveAttribute('data-state', 'sent')
      expect(await violations(ada.page)).toEqual([])

      await ada.context.setOffline(true)
      await ada.room.say(waiting)
      await expect(ada.room.message(waiting)).toHaveAttribute('data-state', 'queued')
      expect(await violations(ada.page)).toEqual([])
    })
  })
}

test('nothing is cut off, however wide the window', async ({ people, unique }) => {
  const ada = await people.join('Ada', { viewport: { width: 2560, height: 740 } })
  const text = unique('wide'.repeat(80))
  await ada.room.say(text)
  for (const width of [2560, 768, 360]) {
    await test.step(`${width} pixels`, async () => {
      await ada.page.setViewportSize({ width, height: 740 })
      await expect(ada.room.message(text)).toBeVisible()
      await expect(ada.room.composer).toBeInViewport({ ratio: 1 })
      await expect(ada.room.status).toBeInViewport({ ratio: 1 })
      expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  }
})

test('icons grow with the letters of whoever has the browser make them larger', async ({ people }) => {
  const { page } = await people.join('Ada')
  await page.getByRole('button', { name: 'Room menu' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  const icons = page.locator(':is(header, nav, [role=menu]) svg.lucide:visible')
  const widths = () => icons.evaluateAll((all) => all.map((icon) => icon.getBoundingClientRect().width))
  const before = await widths()
  expect(before.length).toBeGreaterThan(8)
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '125%'
  })
  await expect.poll(widths).toEqual(before.map((width) => width * 1.25))
})

test('a menu that is higher than the window scrolls, as at twice the size', async ({ people }) => {
  const { page } = await people.join('Ada', { viewport: { width: 640, height: 400 } })
  await page.getByRole('button', { name: 'Rooms', exact: true }).click()
  await page.getByRole('button', { name: /^You/ }).click()
  for (const name of ['Keep this account', 'Sign out']) {
    const item = page.getByRole('menuitem', { name })
    await item.scrollIntoViewIfNeeded()
    await expect(item).toBeInViewport({ ratio: 1 })
  }
})

test('every part of the settings is to be seen on the smallest telephone', async ({ people }) => {
  const { page } = await people.join('Ada', { ...PHONE, viewport: { width: 320, height: 568 } })
  await page.getByRole('button', { name: 'Rooms', exact: true }).click()
  await openAccountMenu(page, 'Settings…')
  for (const tab of await dialog(page, 'Settings').getByRole('tab').all()) {
    await expect(tab).toBeInViewport({ ratio: 1 })
    await tab.click()
    await expect(tab).toHaveAttribute('aria-selected', 'true')
  }
})

test.describe('who brings their own colours', () => {
  /** What is drawn there in another colour than the ground of the page. */
  const standsOut = (what: Locator, property: 'backgroundColor' | 'outlineColor' | 'borderBottomColor') =>
    what.evaluate((element, name) => {
      const ground = getComputedStyle(document.body).backgroundColor
      return ![ground, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(element)[name])
    }, property)

  test('sees which room is open, faces with an edge, and the sign of the connection', async ({ people }) => {
    const { page, room } = await people.join('Ada', { forcedColors: 'active' })
    const rooms = page.getByRole('navigation', { name: 'Rooms' })
    await expect(rooms.getByRole('link', { name: 'general' })).toHaveCSS('outline-style', 'solid')
    const face = page.getByRole('button', { name: /^You/ }).locator('[style*="background-color"]')
    await expect(face).toHaveCSS('outline-style', 'solid')
    expect(await standsOut(face, 'outlineColor')).toBe(true)
    expect(await standsOut(room.status.locator('[aria-hidden="true"]').first(), 'backgroundColor')).toBe(true)
  })

  test('sees what waits, what the button of a form is and which part is chosen', async ({ people, unique }) => {
    const ada = await people.join('Ada', { forcedColors: 'active' })
    const { page } = ada
    const name = unique('quiet')
    await createRoom(ada, name)
    await (await people.bot('Bert')).send(unique('hello'))
    const waiting = roomLink(ada, 'general').getByText(/^\d+ unread$/)
    expect(await standsOut(waiting, 'backgroundColor')).toBe(true)
    await openAccountMenu(page, 'Settings…')
    const settings = dialog(page, 'Settings')
    await expect(settings.getByRole('tab', { selected: true })).toHaveText('Account')
    expect(await standsOut(settings.getByRole('tab', { name: 'Account' }), 'borderBottomColor')).toBe(true)
    expect(await standsOut(settings.getByRole('tab', { name: 'Profile' }), 'borderBottomColor')).toBe(false)
    expect(await standsOut(settings.getByRole('button', { name: 'Create account' }), 'backgroundColor')).toBe(true)
  })
})
