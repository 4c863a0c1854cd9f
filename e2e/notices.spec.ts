import type { Page } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { recordNotifications, shownBy, soundsOf } from './fixtures/notified.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { SCREENS } from './fixtures/screens.ts'

const hint = (page: Page) => page.getByRole('status', { name: 'Notifications' })

/** Somebody in a room of their own, who has allowed notifications. */
async function elsewhere(person: Person, name: string): Promise<void> {
  await recordNotifications(person, 'granted')
  await createRoom(person, name)
}

async function openTabs({ context, page }: Person, count: number): Promise<Page[]> {
  const tabs = await Promise.all(Array.from({ length: count }, () => context.newPage()))
  for (const tab of tabs) {
    await tab.goto(page.url())
    await expect(roomScreen(tab).status).toHaveText('Connected')
    await tab.getByRole('heading', { level: 1 }).click()
  }
  return tabs
}

test('whoever is elsewhere is told once in ten tabs, by one sound, and a click opens the message', async ({
  people,
  unique,
}) => {
  test.slow()
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await elsewhere(bert, unique('Kitchen'))
  const tabs = [bert.page, ...(await openTabs(bert, 9))]
  const text = unique(`**@${bert.name}**, look`)
  await ada.send(text)
  await expect
    .poll(() => shownBy(...tabs))
    .toMatchObject([{ title: `${ada.name} mentions you in #general`, body: text.replaceAll('**', ''), open: true }])
  for (const tab of tabs) await expect(tab).toHaveTitle(/^\(1\) /)
  // The tab that sounds need not be the one that shows.
  await expect.poll(() => soundsOf(...tabs)).toBe(1)

  const again = unique(`@${bert.name}, and once more`)
  await ada.send(again)
  await expect
    .poll(async () => (await shownBy(...tabs)).filter(({ open }) => open))
    .toMatchObject([{ title: '2 new messages in #general', body: `${ada.name}: ${again}` }])
  await expect.poll(() => soundsOf(...tabs)).toBe(2)

  const showing = await Promise.all(tabs.map(async (tab) => ((await shownBy(tab)).length > 0 ? [tab] : [])))
  const [tab] = showing.flat()
  if (!tab) throw new Error('No tab shows it')
  await tab.evaluate(() => window.record.shown.at(-1)?.click())
  await expect(roomScreen(tab).message(again)).toBeInViewport()
  await expect(tab).toHaveURL(/\/r\//)
  await expect.poll(async () => (await shownBy(...tabs)).filter(({ open }) => open)).toEqual([])
})

test('nobody is told of what they look at in another tab, of muted rooms, and while they are not to be disturbed', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await elsewhere(bert, unique('Kitchen'))
  const [tab] = await openTabs(bert, 1)
  if (!tab) throw new Error('No tab')
  const pages = [bert.page, tab]
  await roomLink({ ...bert, page: tab }, 'general').click()
  const seen = unique(`@${bert.name}, in sight`)
  await ada.send(seen)
  await expect(roomScreen(tab).message(seen)).toBeVisible()

  const first = unique('told')
  await ada.sendTo(bert.name, first)
  await expect.poll(async () => (await shownBy(...pages)).map(({ body }) => body)).toEqual([first])

  await roomLink(bert, ada.name).click()
  await expect.poll(async () => (await shownBy(...pages)).map(({ open }) => open)).toEqual([false])
  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await bert.page.getByRole('menuitem', { name: 'Notifications' }).click()
  await dialog(bert.page, 'Notifications in').getByRole('button', { name: 'Until I unmute it' }).click()
  await expect(dialog(bert.page, 'Notifications in').getByRole('button', { name: 'Unmute' })).toBeVisible()
  await bert.page.keyboard.press('Escape')
  await roomLink(bert, 'Kitchen').click()
  await ada.sendTo(bert.name, unique('muted'))
  await expect(roomLink(bert, ada.name)).toHaveAccessibleName(/muted.* 1 unread/)

  await bert.page.getByRole('button', { name: /^You: / }).click()
  await bert.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click()
  await bert.page.keyboard.press('Escape')
  await roomLink({ ...bert, page: tab }, 'Kitchen').click()
  await ada.send(unique(`@${bert.name}, not now`))
  await expect(tab).toHaveTitle(/^\(1\) /)
  expect(await shownBy(...pages)).toHaveLength(1)
  expect(await soundsOf(...pages)).toBe(1)
})

test('nobody is asked before they want it: a hint comes with the first reason, once, and asks on a click', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await recordNotifications(bert)
  await createRoom(bert, unique('Kitchen'))
  await expect(hint(bert.page)).toBeHidden()
  await ada.send(unique(`@${bert.name}`))
  await expect(hint(bert.page)).toContainText('Somebody wrote to you')
  expect(await bert.page.evaluate(() => window.record.asked)).toBe(0)
  expect(await shownBy(bert.page)).toEqual([])
  await hint(bert.page).getByRole('button', { name: 'Notify me' }).click()
  await expect(hint(bert.page)).toBeHidden()
  expect(await bert.page.evaluate(() => window.record.asked)).toBe(1)
  const told = unique(`@${bert.name}, again`)
  await ada.send(told)
  await expect.poll(() => shownBy(bert.page)).toHaveLength(1)
})

test('a hint that is dismissed does not come back', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  await recordNotifications(bert)
  await createRoom(bert, unique('Kitchen'))
  await ada.send(unique(`@${bert.name}`))
  await hint(bert.page).getByRole('button', { name: 'Dismiss' }).click()
  await bert.page.reload()
  await ada.send(unique(`@${bert.name}, again`))
  await expect(bert.page).toHaveTitle(/^\(2\) /)
  await expect(hint(bert.page)).toBeHidden()
})

test.describe('while the network is gone', () => {
  test.use({ connectionTrouble: true })

  test('all that came meanwhile is one notification', async ({ people, unique }) => {
    const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
    await elsewhere(bert, unique('Kitchen'))
    await bert.context.setOffline(true)
    await expect(bert.room.status).not.toHaveText('Connected')
    await ada.send(...['one', 'two', 'three'].map((word) => unique(`@${bert.name} ${word}`)))
    await ada.sendTo(bert.name, unique('four'))
    await bert.context.setOffline(false)
    await expect
      .poll(() => shownBy(bert.page))
      .toMatchObject([{ title: '4 new messages in 2 rooms', body: expect.stringContaining('#general') }])
    expect(await soundsOf(bert.page)).toBe(1)
  })
})

test('a notification is a line of text, whatever people are called and write (E2)', async ({ people, unique }) => {
  const bert = await people.join('Bert')
  const bot = await people.bot('<b>Eve</b>')
  await elsewhere(bert, unique('Kitchen'))
  await bot.send(
    `@${bert.name} <img src=x onerror="document.title='owned'">\n\n[click](javascript:alert(1)) \u202etxet`,
  )
  await expect
    .poll(() => shownBy(bert.page))
    .toMatchObject([
      {
        title: `${bot.name} mentions you in #general`,
        body: `@${bert.name} <img src=x onerror="document.title='owned'"> [click](javascript:alert(1)) txet`,
      },
    ])
  await expect(bert.page).toHaveTitle(/^\(1\) /)
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can turn notifications on ${where}`, async ({ people, unique }) => {
    const [ada, bot] = [await people.join('Ada', options), await people.bot('Bert')]
    await recordNotifications(ada)
    const rooms = ada.page.getByRole('button', { name: 'Rooms', exact: true })
    if ('isMobile' in options) await rooms.click()
    await createRoom(ada, unique('Kitchen'))
    await bot.send(unique(`@${ada.name}`))
    await expect(hint(ada.page)).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    if ('isMobile' in options) await rooms.click()
    await ada.page.getByRole('button', { name: /^You: / }).click()
    await ada.page.getByRole('menuitem', { name: 'Settings' }).click()
    const settings = dialog(ada.page, 'Settings')
    await settings.getByRole('tab', { name: 'Notifications' }).click()
    const shown = settings.getByRole('switch', { name: 'Show notifications' })
    await expect(shown).not.toBeChecked()
    // A switch, and not a button, also under a finger.
    const { width = 0, height = 0 } = (await shown.boundingBox()) ?? {}
    expect(width).toBeGreaterThan(1.5 * height)
    await shown.click()
    await expect(shown).toBeChecked()
    await settings.getByRole('combobox', { name: 'Sound' }).selectOption('Quiet')
    await expect.poll(() => soundsOf(ada.page)).toBeGreaterThan(0)
    expect(await violations(ada.page)).toEqual([])
  })
}
