import type { WebSocketRoute } from '@playwright/test'
import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'

test.use({ connectionTrouble: true })

const newMessages = ({ page }: Person) => page.getByRole('heading', { name: 'New messages' })
const jump = ({ page }: Person) => page.getByRole('button', { name: 'Jump to first unread' })

/** Somebody who has been elsewhere while so many messages were written in #general. */
async function missed(person: Person, write: (texts: string[]) => Promise<void>, word: string, count: number) {
  await createRoom(person, `${word} elsewhere`)
  await write(Array.from({ length: count }, (_, index) => `${word} #${index + 1}.`))
  const unread = count >= 100 ? '99+' : String(count)
  await expect(roomLink(person, 'general')).toHaveAccessibleName(`general ${unread} unread`)
}

test('opening a room leads to where what is new begins, and reading on to its end reads it', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await missed(ada, (texts) => bot.send(...texts), word, 40)
  const other = await inAnotherTab(ada)

  await roomLink(ada, 'general').click()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
  await expect(ada.room.message(`${word} #40.`)).not.toBeInViewport()
  await expect(jump(ada)).toHaveCount(0)
  await expect(roomLink(other, 'general')).toHaveAccessibleName('general 40 unread')

  await ada.page.getByRole('button', { name: 'Jump to present' }).click()
  await expect(ada.room.message(`${word} #40.`)).toBeInViewport()
  await expect(roomLink(other, 'general')).toHaveAccessibleName('general')
  await expect(newMessages(ada)).not.toBeInViewport()
})

test('what fits below the line is read at once', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await bot.send(...Array.from({ length: 40 }, () => unique('before')))
  await missed(ada, (texts) => bot.send(...texts), word, 2)
  await roomLink(ada, 'general').click()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #2.`)).toBeInViewport()
  await expect(ada.page).toHaveTitle(/^#general/)
  await expect(ada.page.getByRole('button', { name: 'Jump to present' })).toHaveCount(0)
})

test('what is new begins above all that is loaded, and one reads on from there', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await ada.page.goto('about:blank')
  for (const part of [0, 1, 2]) {
    await bot.send(...Array.from({ length: 200 }, (_, index) => `${word} #${part * 200 + index + 1}.`))
  }
  await ada.page.goBack()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.page).toHaveTitle(/^• /)
  await ada.page.getByRole('button', { name: 'Jump to present' }).click()
  await expect(ada.room.message(`${word} #600.`)).toBeInViewport()
  await expect(ada.page).toHaveTitle(/^#general/)
})

test('whoever comes back to the page begins where they have stopped', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await ada.page.goto('about:blank')
  await bot.send(...Array.from({ length: 40 }, (_, index) => `${word} #${index + 1}.`))
  await ada.page.goBack()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #40.`)).not.toBeInViewport()
  await expect(ada.page).toHaveTitle(/^• /)
  expect(await violations(ada.page)).toEqual([])
})

test('whoever loses the connection on the way gets there with the next one, and nothing is read before', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await ada.page.goto('about:blank')
  for (const part of [0, 1, 2]) {
    await bot.send(...Array.from({ length: 200 }, (_, index) => `${word} #${part * 200 + index + 1}.`))
  }
  // The first connection ends before it has brought what was said.
  const held = Promise.withResolvers<WebSocketRoute>()
  let isFirst = true
  await ada.page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer()
    const holds = isFirst
    isFirst = false
    socket.onMessage((message) => {
      if (holds && String(message).includes('"room:history"')) held.resolve(socket)
      else server.send(message)
    })
  })
  await ada.page.goBack()
  const first = await held.promise
  await expect(ada.room.status).toHaveText('Connected')
  await first.close()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #600.`)).not.toBeInViewport()
  await expect(ada.page).toHaveTitle(/^• /)
})

test('whoever looks at the end stays there while the connection is lost, with a line above what came meanwhile', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await bot.send(`${word} #0.`)
  await expect(ada.room.message(`${word} #0.`)).toBeInViewport()
  await ada.context.setOffline(true)
  await expect(ada.room.status).not.toHaveText('Connected')
  await bot.send(...Array.from({ length: 40 }, (_, index) => `${word} #${index + 1}.`))
  await ada.context.setOffline(false)
  await expect(ada.room.message(`${word} #40.`)).toBeInViewport()
  await expect(jump(ada)).toBeVisible()
  await expect(ada.page).toHaveTitle(/^#general/)
  await expect(ada.room.message(`${word} #40.`)).toBeInViewport()
  await jump(ada).click()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
})

test('who has been led elsewhere by a link gets to the first unread when they want to', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await missed(ada, (texts) => bot.send(...texts), word, 90)
  const late = (await bot.history()).find(({ text }) => text === `${word} #80.`)
  await ada.page.goto(new URL(`/r/${late?.roomId}/${late?.seq}`, ada.page.url()).href)
  await expect(ada.room.message(`${word} #80.`)).toBeInViewport()
  await expect(newMessages(ada)).not.toBeInViewport()

  await jump(ada).click()
  await expect(newMessages(ada)).toBeInViewport()
  await expect(ada.room.message(`${word} #1.`)).toBeInViewport()
  await expect(jump(ada)).toHaveCount(0)
})
