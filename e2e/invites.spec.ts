import type { Page } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { holdAnswers } from './fixtures/held-answers.ts'
import { recordNotifications } from './fixtures/notified.ts'
import { dialog } from './fixtures/page-parts.ts'
import { createRoom, openFromMenu, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { PHONE } from './fixtures/screens.ts'

/** Makes a link into the room that is looked at. The dialog stays open. */
async function makeLink({ page }: Person, letsIn: '1 person' | 'Anybody') {
  await openFromMenu(page, 'Invite people')
  const links = dialog(page, 'Invite people').getByRole('region', { name: 'Invite links' })
  await links.getByRole('combobox', { name: 'Lets in' }).selectOption(letsIn)
  await links.getByRole('button', { name: 'Make a link' }).click()
  const made = links.getByRole('textbox', { name: 'Copy it now' })
  return { links, made, link: await made.inputValue() }
}

/** From now on the server is too busy to say where a link leads, until it is told to answer. */
async function refuseToLook(page: Page): Promise<{ answer: () => void }> {
  let refuses = true
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((frame) => {
      const id = /^42(\d+)\["invite:get"/.exec(String(frame))?.[1]
      if (!refuses || id === undefined) return server.send(frame)
      const error = { code: 'OVERLOADED', message: 'The server is busy.' }
      socket.send(`43${id}${JSON.stringify([{ ok: false, error }])}`)
    })
  })
  return { answer: () => (refuses = false) }
}

test('a link brings somebody in who was never here before, and no second one (S35)', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const name = unique('Studio')
  await createRoom(ada, name, 'Private')
  const first = unique('hello')
  await roomScreen(ada.page, name).say(first)
  const { links, link } = await makeLink(ada, '1 person')
  await expect(links.getByRole('listitem')).toContainText('used 0 of 1')

  const page = await people.visit({ url: link })
  await expect(page.getByRole('main')).toContainText('You are invited to a room. Choose a name to join, or sign in.')
  await page.getByRole('button', { name: 'Join' }).click()
  const question = dialog(page, `Join ${name}?`)
  await expect(question).toContainText(`${ada.name} invites you`)
  await question.getByRole('button', { name: 'Join room' }).click()
  await expect(roomScreen(page, name).message(first)).toBeVisible()

  const late = await people.join('Late')
  await late.page.goto(link)
  await expect(dialog(late.page, 'This link does not work')).toBeVisible()
  // The token does not stay in the address.
  expect(late.page.url()).not.toContain('/i/')
})

test('whoever opens a link into a room that they are in is told so (S35)', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const name = unique('Studio')
  await createRoom(ada, name, 'Private')
  const { link } = await makeLink(ada, 'Anybody')
  await ada.page.goto(link)
  const told = dialog(ada.page, `You are in ${name}`)
  await expect(told).not.toContainText('invites you')
  await told.getByRole('button', { name: 'Open room' }).click()
  await expect(roomScreen(ada.page, name).heading).toBeVisible()
})

test('a link that is ended is not shown any more, and lets in nobody who has opened it before (S35)', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const name = unique('Studio')
  await createRoom(ada, name, 'Private')
  const { links, made, link } = await makeLink(ada, 'Anybody')
  await bert.page.goto(link)
  const question = dialog(bert.page, `Join ${name}?`)
  await expect(question).toBeVisible()

  await links.getByRole('button', { name: `End the link of ${ada.name}` }).click()
  await expect(links.getByRole('button', { name: 'Make a link' })).toBeVisible()
  await expect(made).toBeHidden()
  await question.getByRole('button', { name: 'Join room' }).click()
  await expect(dialog(bert.page, 'This link does not work')).toBeVisible()
})

test('a link is not called dead because the server is busy', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const name = unique('Studio')
  await createRoom(ada, name, 'Private')
  const { link } = await makeLink(ada, 'Anybody')
  const { answer } = await refuseToLook(bert.page)
  await bert.page.goto(link)
  const invited = dialog(bert.page, 'You are invited to a room')
  await expect(invited.getByRole('alert')).toHaveText('The server is busy.')
  answer()
  await invited.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog(bert.page, `Join ${name}?`)).toBeVisible()
})

test('the question of a link stays where a notification leads elsewhere, and on Back; a late answer leads nowhere', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert', PHONE)
  const cleo = await people.bot('Cleo')
  const name = unique('Studio')
  await createRoom(ada, name, 'Private')
  const { link } = await makeLink(ada, '1 person')
  await recordNotifications(bert, 'granted')
  const answers = await holdAnswers(bert)
  await bert.page.goto(link)
  const question = dialog(bert.page, `Join ${name}?`)
  await expect(question).toBeVisible()

  // Beneath a dialog nothing has a role.
  const heading = bert.page.locator('h1')
  await expect(heading).toHaveText('general')
  await cleo.sendTo(bert.name, unique('psst'))
  await bert.page.waitForFunction(() => window.record.shown.length > 0)
  await bert.page.evaluate(() => window.record.shown[0]?.click())
  await expect(heading).toHaveText(cleo.name)
  await expect(question).toBeVisible()
  await bert.page.goBack()
  await expect(heading).toHaveText('general')

  const arrive = answers.hold('invite:accept')
  await question.getByRole('button', { name: 'Join room' }).click()
  await question.getByRole('button', { name: 'Not now' }).click()
  await expect(question).toBeHidden()
  await arrive()
  const word = unique('later')
  await cleo.send(word)
  await expect(bert.room.message(word)).toBeVisible()
  await bert.page.getByRole('button', { name: 'Rooms', exact: true }).click()
  await expect(roomLink(bert, name)).toBeVisible()
})
