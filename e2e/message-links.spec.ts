import type { Bot } from './fixtures/bot.ts'
import type { ChatServer } from './fixtures/chat-server.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { KEPT_APP, kept } from './fixtures/kept.ts'
import { copyLink } from './fixtures/message-actions.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] }

async function linkToWhatIsSaid({ page, room }: Person, text: string): Promise<string> {
  await room.say(text)
  await expect(room.message(text)).toHaveAttribute('data-state', 'sent')
  return copyLink(page, room.message(text))
}

/** The link that people copy, to what somebody without a screen says. */
async function linkToWhatIsSent(bot: Bot, server: ChatServer, text: string): Promise<string> {
  await bot.send(text)
  return `${server.url}/r/general/${(await bot.history()).at(-1)?.seq}`
}

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word} #${index + 1}.`)

test('a link to a message opens it with what was said around it, and leads back to the present', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada', CLIPBOARD), await people.bot('Scribe')]
  const [word, text] = [unique('entry'), unique('the decision')]
  await bot.send(...numbered(word, 5))
  const link = await linkToWhatIsSaid(ada, text)
  await bot.send(...numbered(unique('later'), 120))

  const bert = await people.join('Bert')
  await expect(bert.room.message(text)).toHaveCount(0)
  await bert.page.goto(link)
  await expect(bert.room.message(text)).toBeInViewport()
  await expect(bert.room.message(text)).toBeFocused()
  await expect(bert.room.message(`${word} #5.`)).toBeInViewport()
  expect(await violations(bert.page)).toEqual([])

  await expect(bert.page.getByRole('button', { name: 'Jump to present' })).toBeVisible()
  const last = unique('last')
  await bot.send(last)
  await expect(bert.room.message(last)).toHaveCount(0)
  await bert.page.getByRole('button', { name: /Jump to present|1 new message/ }).click()
  await expect(bert.room.message(last)).toBeInViewport()
  await expect(bert.page.getByRole('button', { name: /Jump to present|new message/ })).toHaveCount(0)
  await expect(bert.page).toHaveURL(/\/r\/general$/)
})

test('from the past one scrolls on to the present, and what one writes is seen at once', async ({
  people,
  server,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const [text, word] = [unique('long ago'), unique('since')]
  const link = await linkToWhatIsSent(bot, server, text)
  await bot.send(...numbered(word, 130))
  await ada.page.goto(link)
  await expect(ada.room.message(text)).toBeInViewport()
  await ada.room.timeline.hover()
  await expect(async () => {
    await ada.page.mouse.wheel(0, 600)
    await expect(ada.room.message(`${word} #130.`)).toBeInViewport({ timeout: 100 })
  }).toPass()

  await ada.page.reload()
  await expect(ada.room.message(text)).toBeInViewport()
  const mine = unique('from the past')
  await ada.room.say(mine)
  await expect(ada.room.message(mine)).toBeInViewport()
  await expect(ada.room.message(mine)).toHaveAttribute('data-state', 'sent')
})

test('whoever follows a link before it is there what was said since stays where it leads', async ({
  people,
  server,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const [text, word] = [unique('long ago'), unique('since')]
  const link = await linkToWhatIsSent(bot, server, text)
  await expect(ada.room.message(text)).toBeVisible()
  // The page knows the message, and nothing that comes after it.
  await ada.page.goto('about:blank')
  await bot.send(...numbered(word, 40))
  await ada.page.goto(link)
  await expect(ada.page.getByRole('button', { name: 'Jump to present' })).toBeVisible()
  await expect(ada.room.message(text)).toBeInViewport()
  await expect(ada.room.message(text)).toBeFocused()
})

test('a link in a message opens in place, in another room and again after scrolling away', async ({
  people,
  server,
  unique,
}) => {
  const [bot, bert] = [await people.bot('Scribe'), await people.join('Bert')]
  const [name, text] = [unique('Archive'), unique('where it was said')]
  const link = await linkToWhatIsSent(bot, server, text)
  await bot.send(...numbered(unique('noise'), 80))
  await createRoom(bert, name)
  const his = roomScreen(bert.page, name)
  await his.say(`see ${link}`)
  await bert.page.evaluate(() => Object.assign(window, { notReloaded: true }))
  await his.timeline.getByRole('link', { name: link }).press('Enter')
  await expect(bert.room.heading).toBeVisible()
  await expect(bert.room.message(text)).toBeInViewport()
  await bert.page.goBack()
  await expect(his.heading).toBeVisible()
  await his.timeline.getByRole('link', { name: link }).press('Enter')
  await expect(bert.room.message(text)).toBeInViewport()
  expect(await bert.page.evaluate(() => 'notReloaded' in window)).toBe(true)
})

test('a link to what is not there says so, one to a room of others as one to none', async ({
  people,
  server,
  unique,
}) => {
  const [ada, eve] = [await people.join('Ada', CLIPBOARD), await people.join('Eve')]
  const name = unique('Secret')
  await createRoom(ada, name, 'Private')
  const hers = { ...ada, room: roomScreen(ada.page, name) }
  const text = unique('hidden')
  const link = await linkToWhatIsSaid(hers, text)
  for (const address of [link, `${server.url}/r/there-is-no-such-room/1`]) {
    await eve.page.goto(address)
    await expect(eve.page.getByRole('region', { name: 'Room' })).toContainText('There is nothing here')
    await expect(eve.page.getByText(text)).toHaveCount(0)
  }
  await eve.page.goto(`${server.url}/r/general/999999999`)
  const notice = eve.page.getByRole('status').filter({ hasText: 'is not there' })
  await expect(notice).toBeVisible()
  expect(await violations(eve.page)).toEqual([])
  await eve.page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
  await expect(eve.room.composer).toBeVisible()
})

test('a link is still followed after one has come in', async ({ people, server, unique }) => {
  const bot = await people.bot('Scribe')
  const text = unique('for newcomers')
  const link = await linkToWhatIsSent(bot, server, text)
  await bot.send(...numbered(unique('noise'), 80))
  const page = await people.visit({ url: link })
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(roomScreen(page).message(text)).toBeInViewport()
})

test.describe('without a network', () => {
  test.use({ connectionTrouble: true })

  test('a link to a message that is kept opens, another one waits', async ({ people, server, unique }) => {
    const bot = await people.bot('Scribe')
    const [old, recent] = [unique('old'), unique('recent')]
    const links: string[] = []
    for (const text of [old, recent]) {
      links.push(await linkToWhatIsSent(bot, server, text))
      await bot.send(...numbered(unique('noise'), text === old ? 60 : 20))
    }
    const [oldLink = '', recentLink = ''] = links
    const bert = await people.join('Bert', KEPT_APP)
    await expect.poll(() => kept(bert.page)).toContain(recent)
    await bert.page.evaluate(() => navigator.serviceWorker.ready)
    await bert.context.setOffline(true)
    await bert.page.goto(recentLink)
    await expect(bert.room.message(recent)).toBeInViewport()
    await bert.page.goto(oldLink)
    await expect(bert.page.getByText('It shows once there is a connection.')).toBeVisible()
    await bert.context.setOffline(false)
    await expect(bert.room.message(old)).toBeInViewport()
  })
})
