import { expect, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet } from './fixtures/message-actions.ts'
import { dialog, violations } from './fixtures/page-parts.ts'

test('what one pins is at hand for everybody, opens where it was said, and goes when it is unpinned', async ({
  people,
  unique,
}) => {
  const [ada, bert, bot] = [await people.join('Ada'), await people.join('Bert'), await people.bot('Scribe')]
  const [code, plan] = [unique('the door code'), unique('the plan')]
  for (const text of [code, plan]) await ada.room.say(text)
  await expect(bert.room.message(plan)).toBeVisible()
  await choose(ada.page, ada.room.message(code), 'Pin')
  await choose(ada.page, ada.room.message(plan), 'Pin')
  await expect(ada.room.message(code)).toContainText('Pinned')
  await expect(bert.room.message(plan)).toContainText('Pinned')
  await bot.send(...Array.from({ length: 60 }, (_, index) => `${unique('noise')} #${index + 1}.`))

  await bert.page.getByRole('button', { name: /pinned messages$/ }).click()
  const list = dialog(bert.page, 'Pinned messages').getByRole('listitem')
  await expect(list.first()).toContainText(plan)
  await expect(list.nth(1)).toContainText(code)
  await expect(list.first()).toContainText(`Pinned by ${ada.name}`)
  expect(await violations(bert.page)).toEqual([])
  await list.filter({ hasText: code }).getByRole('link', { name: 'Open' }).click()
  await expect(dialog(bert.page, 'Pinned messages')).toBeHidden()
  await expect(bert.room.message(code)).toBeInViewport()

  await bert.page.getByRole('button', { name: /pinned messages$/ }).click()
  await list.filter({ hasText: code }).getByRole('button', { name: 'Unpin' }).click()
  await expect(list.filter({ hasText: code })).toHaveCount(0)
  await bert.page.keyboard.press('Escape')
  await expect(bert.room.message(code)).not.toContainText('Pinned')
  await bert.page.reload()
  await bert.page.getByRole('button', { name: /pinned message/ }).click()
  await expect(list.first()).toContainText(plan)
})

test('on a phone, in the dark, a message is pinned from its sheet; deleting it takes the pin away', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
  const text = unique('kept')
  await ada.room.say(text)
  await expect(ada.room.message(text)).toHaveAttribute('data-state', 'sent')
  await chooseInSheet(ada.page, ada.room.message(text), 'Pin')
  await expect(ada.room.message(text)).toContainText('Pinned')
  await ada.page.getByRole('button', { name: /pinned message/ }).click()
  await expect(dialog(ada.page, 'Pinned messages').getByRole('listitem').first()).toContainText('Pinned by you')
  expect(await violations(ada.page)).toEqual([])
  await ada.page.keyboard.press('Escape')
  await chooseInSheet(ada.page, ada.room.message(text), 'Delete…')
  await dialog(ada.page, 'Delete this message?').getByRole('button', { name: 'Delete message' }).click()
  await expect(ada.room.messages.filter({ hasText: text })).toHaveCount(0)
})
