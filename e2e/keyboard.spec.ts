import { expect, test } from './fixtures/chat-test.ts'
import { dialog } from './fixtures/page-parts.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test('somebody without a mouse joins, writes and sends', async ({ people, unique }) => {
  const page = await people.visit()
  const room = roomScreen(page)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(room.composer).toBeFocused()
  const [first, second] = [unique('by Enter'), unique('by the button')]
  await page.keyboard.type(first)
  await page.keyboard.press('Enter')
  await expect(room.message(first)).toBeVisible()
  await page.keyboard.type(second)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Insert an emoji' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Schedule message' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(room.sendButton).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(room.message(second)).toBeVisible()
})

test('on a phone the people open and close by keyboard, and the focus returns', async ({ people }) => {
  const ada = await people.join('Ada', { viewport: { width: 360, height: 740 } })
  const open = ada.page.getByRole('button', { name: /people/i })
  await open.focus()
  await ada.page.keyboard.press('Enter')
  const list = ada.page.getByRole('list', { name: 'People online' })
  await expect(list.getByRole('listitem').filter({ hasText: ada.name })).toBeVisible()
  await expect(dialog(ada.page, 'People')).toBeFocused()
  await ada.page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(open).toBeFocused()
})

test('whoever opens a dialog or a menu by keyboard is in it, sees where, and gets on by letters', async ({
  people,
}) => {
  const { page } = await people.join('Ada')
  await test.step('a dialog that opens is where one is, before the button that closes it and covered by no name of that', async () => {
    await page.getByRole('button', { name: 'Later', exact: true }).press('Enter')
    const later = dialog(page, 'Later')
    const close = later.getByRole('button', { name: 'Close' })
    await expect(later).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(close).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(close).toBeFocused()
    await expect(page.getByText('Close', { exact: true })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(later).toBeHidden()
  })

  await test.step('whoever opens a menu by keyboard sees where in it they are', async () => {
    await page.getByRole('button', { name: 'Room menu' }).press('Enter')
    await page.keyboard.press('ArrowDown')
    const at = page.getByRole('menuitem', { name: 'Jump to a date…' })
    await expect(at).toBeFocused()
    await expect(at).toHaveCSS('outline-style', 'solid')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  })

  await test.step('in a menu the first letters of an entry lead to it', async () => {
    for (const [menu, letters, entry] of [
      ['Room menu', 'jum', 'Jump to a date…'],
      ['Room menu', 'not', 'Notifications…'],
      [/^You: /, 'pro', 'Profile…'],
      [/^You: /, 'da', 'Dark'],
    ] as const) {
      await page.getByRole('button', { name: menu }).press('Enter')
      await page.keyboard.type(letters)
      await expect(page.getByRole('menu').locator(':focus')).toHaveText(entry)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
  })
})

test('the timeline can be reached and scrolled by keyboard', async ({ people, unique }) => {
  const bot = await people.bot('Scribe')
  const word = unique('line')
  await bot.send(...Array.from({ length: 60 }, (_, index) => `${word} #${index + 1}.`))
  const ada = await people.join('Ada')
  const last = ada.room.message(`${word} #60.`)
  await expect(last).toBeInViewport()
  await ada.room.composer.focus()
  for (let steps = 0; steps < 20; steps += 1) {
    await ada.page.keyboard.press('Shift+Tab')
    if (await ada.room.timeline.evaluate((log) => log === document.activeElement)) break
  }
  await expect(ada.room.timeline).toBeFocused()
  await ada.page.keyboard.press('PageUp')
  await ada.page.keyboard.press('PageUp')
  await expect(last).not.toBeInViewport()
})
