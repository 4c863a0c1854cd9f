import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { roomLink, writeTo } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

const sign = (message: Locator, name: string): Locator => message.getByRole('img', { name, exact: true })
const opener = (message: Locator, count: number): Locator =>
  message.getByRole('button', { name: `Read by ${count}`, exact: true })

test('in a conversation one sees that a message was read, also after a reload (S58)', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  await writeTo(ada, bert.name)
  const hers = roomScreen(ada.page, bert.name, 'direct')
  const text = unique('Have you seen this?')
  await hers.say(text)
  await roomLink(bert, ada.name).click()
  await expect(roomScreen(bert.page, ada.name, 'direct').message(text)).toBeVisible()
  await expect(sign(hers.message(text), 'Read')).toBeVisible()
  await ada.page.reload()
  await expect(sign(hers.message(text), 'Read')).toBeVisible()
})

test.describe('where the other is away', () => {
  test.use({ connectionTrouble: true })

  test('one sees that a message was sent, that it has arrived, and that it was read (S69)', async ({
    people,
    unique,
  }) => {
    const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
    await writeTo(ada, bert.name)
    const hers = roomScreen(ada.page, bert.name, 'direct')
    const [first, text] = [unique('Hello'), unique('Have you got this?')]
    await hers.say(first)
    await expect(roomLink(bert, ada.name)).toBeVisible()
    await expect(sign(hers.message(first), 'Delivered')).toBeVisible()
    await bert.context.setOffline(true)
    await expect(bert.room.status).not.toHaveText('Connected')
    await hers.say(text)
    await expect(sign(hers.message(text), 'Sent')).toBeVisible()
    await bert.context.setOffline(false)
    await expect(sign(hers.message(text), 'Delivered')).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await roomLink(bert, ada.name).click()
    await expect(sign(hers.message(text), 'Read')).toBeVisible()
    await ada.page.reload()
    await expect(sign(hers.message(text), 'Read')).toBeVisible()
  })
})

test('among several one sees by whom, at the newest message that somebody has read (S58)', async ({
  people,
  unique,
}) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  await writeTo(ada, bert.name, cleo.name)
  const hers = roomScreen(ada.page, `${bert.name}, ${cleo.name}`, 'direct')
  const first = unique('First')
  await hers.say(first)
  await roomLink(bert, ada.name).click()
  await expect(opener(hers.message(first), 1)).toBeVisible()
  await roomLink(cleo, ada.name).click()
  await expect(opener(hers.message(first), 2)).toBeVisible()

  const second = unique('Second')
  await hers.say(second)
  await expect(opener(hers.message(second), 2)).toBeVisible()
  await expect(sign(hers.message(first), 'Read')).toBeVisible()
  await opener(hers.message(second), 2).click()
  const readers = ada.page.getByRole('list', { name: 'Read by' })
  await expect(readers.getByRole('listitem')).toHaveCount(2)
  for (const { name } of [bert, cleo]) await expect(readers).toContainText(name)
})

test('whoever turns receipts off neither gives nor gets them, in every tab (S58)', async ({
  people,
  unique,
  server,
}) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  await writeTo(bert, ada.name)
  const his = roomScreen(bert.page, ada.name, 'direct')
  const before = unique('Before')
  await his.say(before)
  await roomLink(ada, bert.name).click()
  const hers = roomScreen(ada.page, bert.name, 'direct')
  await expect(sign(his.message(before), 'Read')).toBeVisible()
  const tab = await bert.context.newPage()
  await tab.goto(new URL(new URL(bert.page.url()).pathname, server.url).href)
  const elsewhere = roomScreen(tab, ada.name, 'direct')
  await expect(sign(elsewhere.message(before), 'Read')).toBeVisible()

  await bert.page.getByRole('button', { name: /^You: / }).click()
  await bert.page.getByRole('menuitem', { name: 'Settings' }).click()
  await dialog(bert.page, 'Settings').getByRole('tab', { name: 'Profile' }).click()
  const receipts = dialog(bert.page, 'Settings').getByRole('switch', { name: 'Send read receipts' })
  await expect(receipts).toBeChecked()
  await receipts.click()
  await expect(receipts).not.toBeChecked()
  await bert.page.keyboard.press('Escape')
  for (const screen of [his, elsewhere]) await expect(sign(screen.message(before), 'Sent')).toBeVisible()

  const question = unique('Do you read this?')
  await hers.say(question)
  await expect(his.message(question)).toBeVisible()
  const answer = unique('I do not say')
  await his.say(answer)
  await expect(hers.message(answer)).toBeVisible()
  await expect(sign(hers.message(question), 'Sent')).toBeVisible()
})
