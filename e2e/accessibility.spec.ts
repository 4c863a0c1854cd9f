import { expect, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { SCREENS } from './fixtures/screens.ts'

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

for (const width of [360, 768, 2560]) {
  test(`nothing is cut off ${width} pixels wide`, async ({ people, unique }) => {
    const ada = await people.join('Ada', { viewport: { width, height: 740 } })
    const text = unique('wide'.repeat(80))
    await ada.room.say(text)
    await expect(ada.room.message(text)).toBeVisible()
    await expect(ada.room.composer).toBeInViewport({ ratio: 1 })
    await expect(ada.room.status).toBeInViewport({ ratio: 1 })
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

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

test('who brings their own colours sees which room is open', async ({ people }) => {
  const { page } = await people.join('Ada', { forcedColors: 'active' })
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByRole('link', { name: 'general' })).toHaveCSS('outline-style', 'solid')
})
