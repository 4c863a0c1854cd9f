import { expect, test } from './fixtures/chat-test.ts'
import { choose } from './fixtures/message-actions.ts'
import { violations } from './fixtures/page-parts.ts'
import { alone } from './fixtures/room-actions.ts'

const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }

test('the mouse over a message brings what can be done about it', async ({ people, unique }) => {
  const ada = await people.join('Ada', { permissions: ['clipboard-read', 'clipboard-write'] })
  const text = unique('**to** be copied')
  await ada.room.say(text)
  await expect(ada.page.getByRole('toolbar', { name: 'Message actions' })).toHaveCount(0)
  await choose(ada.page, ada.room.message(text.replaceAll('*', '')), 'Copy text')
  await expect.poll(() => ada.page.evaluate(() => navigator.clipboard.readText())).toBe(text)
})

test('the keyboard goes from message to message, and into what can be done about one', async ({ people, unique }) => {
  const ada = await alone(await people.join('Ada'), unique('Desk'))
  const [first, second] = [unique('first'), unique('second')]
  await ada.room.say(first)
  await ada.room.say(second)
  await expect(ada.room.message(second)).toHaveAttribute('data-state', 'sent')
  await ada.page.keyboard.press('Shift+Tab')
  await expect(ada.room.message(second)).toBeFocused()
  await ada.page.keyboard.press('ArrowUp')
  await expect(ada.room.message(first)).toBeFocused()
  expect(await violations(ada.page)).toEqual([])
  await ada.page.keyboard.press('Tab')
  // Around from the first to the last.
  await ada.page.keyboard.press('ArrowLeft')
  await expect(ada.room.message(first).getByRole('button', { name: 'More actions' })).toBeFocused()
  await ada.page.keyboard.press('Enter')
  await expect(ada.page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await ada.page.keyboard.press('Escape')
  await expect(ada.room.message(first).getByRole('button', { name: 'More actions' })).toBeFocused()
})

test('a finger that stays on a message brings a sheet, one that scrolls does not', async ({ people, unique }) => {
  const ada = await people.join('Ada', PHONE)
  const text = unique('on the phone')
  await ada.room.say(text)
  const message = ada.room.message(text)
  const sheet = ada.page.getByRole('dialog', { name: ada.name })
  const finger = await ada.context.newCDPSession(ada.page)
  // Once it stands still.
  await message.tap({ trial: true })
  const box = await message.boundingBox()
  if (box === null) throw new Error('The message is not on the screen')
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(sheet).toBeVisible()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(sheet.getByRole('button', { name: 'Copy text' })).toBeVisible()
  expect(await violations(ada.page)).toEqual([])
  await ada.page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(message).toBeFocused()
})

test('a screen reader on a phone finds the sheet behind a button', async ({ people, unique }) => {
  const ada = await people.join('Ada', PHONE)
  const text = unique('spoken')
  await ada.room.say(text)
  await ada.room.message(text).getByRole('button', { name: 'Message actions' }).press('Enter')
  await expect(ada.page.getByRole('dialog', { name: ada.name })).toContainText(text)
})
