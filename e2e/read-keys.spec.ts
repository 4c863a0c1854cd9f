import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

const newMessages = ({ page }: Person) => page.getByRole('heading', { name: 'New messages' })

/** Scrolls up until the last message is not in sight any more. */
async function scrollAwayFrom({ page, room }: Person, text: string) {
  const last = room.message(text)
  await expect(last).toBeInViewport()
  await room.timeline.hover()
  await page.mouse.wheel(0, -3_000)
  await expect(last).not.toBeInViewport()
  return last
}

test('a line tells what is new since one was last here, and Escape takes it away', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  await createRoom(bert, unique('Kitchen'))
  const texts = ['first', 'second', 'third'].map(unique)
  for (const text of texts) await ada.room.say(text)
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 3 unread')
  await expect(newMessages(ada)).toHaveCount(0)

  await roomLink(bert, 'general').click()
  await expect(newMessages(bert)).toBeVisible()
  const row = bert.room.timeline
    .locator('div', { has: newMessages(bert) })
    .last()
    .locator('..')
  await expect(row).toContainText(texts[0] ?? '')
  expect(await violations(bert.page)).toEqual([])
  await ada.room.say(unique('while he looks'))
  await expect(newMessages(bert)).toHaveCount(1)

  await bert.page.keyboard.press('Escape')
  await expect(newMessages(bert)).toHaveCount(0)
})

test('Escape marks a room as read without scrolling to its end, once it has nothing else to close', async ({
  people,
  unique,
}) => {
  const [bert, bot] = [await people.join('Bert'), await people.bot('Scribe')]
  const tab = await inAnotherTab(bert)
  const word = unique('line')
  await bot.send(...Array.from({ length: 60 }, (_, index) => `${word} #${index + 1}.`))
  const last = await scrollAwayFrom(bert, `${word} #60.`)
  const kitchen = unique('Kitchen')
  await createRoom(tab, kitchen)
  const general = roomLink(tab, 'general')
  await bot.send(unique('below the fold'), unique('this too'))
  await expect(general).toHaveAccessibleName('general 2 unread')

  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await expect(bert.page.getByRole('menu')).toBeVisible()
  await bert.page.keyboard.press('Escape')
  await expect(bert.page.getByRole('menu')).toHaveCount(0)
  await expect(general).toHaveAccessibleName('general 2 unread')
  await bert.page.keyboard.press('Escape')
  await expect(general).toHaveAccessibleName('general')
  await expect(last).not.toBeInViewport()
})

test('Shift and Escape mark all rooms as read, on all devices', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const [name, elsewhere] = [unique('Kitchen'), unique('Cellar')]
  await createRoom(ada, name)
  await bert.page.goto(ada.page.url())
  await bert.page.getByRole('button', { name: 'Join' }).click()
  await expect(roomScreen(bert.page, name).composer).toBeVisible()
  await createRoom(bert, elsewhere)
  await roomScreen(ada.page, name).say(unique('soup'))
  await roomLink(ada, 'general').click()
  await ada.room.say(unique('bread'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 1 unread')
  await expect(roomLink(bert, name)).toHaveAccessibleName(`${name} 1 unread`)

  await bert.page.keyboard.press('Shift+Escape')
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general')
  await expect(roomLink(bert, name)).toHaveAccessibleName(name)
  await expect(bert.page.getByRole('status', { name: 'Notice' })).toContainText('rooms marked as read')
  await bert.page.reload()
  await expect(roomLink(bert, name)).toHaveAccessibleName(name)

  await ada.room.say(unique('again'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 1 unread')
  await bert.page.getByRole('button', { name: /You:/ }).click()
  await bert.page.getByRole('menuitem', { name: 'Mark all as read' }).click()
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general')
})

test('Escape that ends an edit leaves what is unread', async ({ people, unique }) => {
  const [bert, bot] = [await people.join('Bert'), await people.bot('Scribe')]
  const mine = unique('mine')
  await bert.room.say(mine)
  await expect(bert.room.message(mine)).toHaveAttribute('data-state', 'sent')
  await bert.room.composer.press('ArrowUp')
  await expect(bert.page.getByRole('textbox', { name: 'Edit message' })).toBeFocused()
  const tab = await inAnotherTab(bert)
  await createRoom(tab, unique('Kitchen'))
  const general = roomLink(tab, 'general')
  const word = unique('line')
  await bot.send(...Array.from({ length: 60 }, (_, index) => `${word} #${index + 1}.`))
  await scrollAwayFrom(bert, `${word} #60.`)
  await bot.send(unique('unread'))
  await expect(general).toHaveAccessibleName('general 1 unread')

  await bert.page.getByRole('textbox', { name: 'Edit message' }).press('Escape')
  await expect(bert.page.getByRole('textbox', { name: 'Edit message' })).toHaveCount(0)
  await expect(general).toHaveAccessibleName('general 1 unread')
  await bert.page.keyboard.press('Escape')
  await expect(general).toHaveAccessibleName('general')
})
