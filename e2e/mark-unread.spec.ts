import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet } from './fixtures/message-actions.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'

const newMessages = ({ page }: Person) => page.getByRole('heading', { name: 'New messages' })

const markUnreadFrom = ({ page, room }: Person, text: string) =>
  choose(page, room.message(text), 'Mark unread from here')

test('what one marks as unread stays so on all devices until one comes back to it', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const onPhone = await inAnotherTab(bert)
  await createRoom(onPhone, unique('Kitchen'))
  const [first, second, third] = [unique('first'), unique('second'), unique('third')]
  await ada.send(first, second, third)
  await expect(bert.room.message(third)).toBeInViewport()
  await expect(roomLink(onPhone, 'general')).toHaveAccessibleName('general')

  await markUnreadFrom(bert, second)
  await expect(newMessages(bert)).toBeVisible()
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 2 unread')
  await expect(roomLink(onPhone, 'general')).toHaveAccessibleName('general 2 unread')
  expect(await violations(bert.page)).toEqual([])
  // What comes while he stays is unread as well.
  await ada.send(unique('fourth'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 3 unread')
  await expect(roomLink(onPhone, 'general')).toHaveAccessibleName('general 3 unread')
  await onPhone.page.reload()
  await expect(roomLink(onPhone, 'general')).toHaveAccessibleName('general 3 unread')

  await createRoom(bert, unique('Cellar'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 3 unread')
  await roomLink(bert, 'general').click()
  await expect(newMessages(bert)).toBeVisible()
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general')
  await expect(roomLink(onPhone, 'general')).toHaveAccessibleName('general')
})

test('who looks at a room that was marked as unread elsewhere keeps it so, until Escape', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const other = await inAnotherTab(bert)
  const text = unique('hello')
  await ada.send(text)
  for (const person of [bert, other]) await expect(person.room.message(text)).toBeInViewport()
  await markUnreadFrom(bert, text)
  for (const person of [bert, other]) {
    await expect(roomLink(person, 'general')).toHaveAccessibleName('general 1 unread')
    await expect(newMessages(person)).toBeVisible()
  }
  await other.page.keyboard.press('Escape')
  for (const person of [bert, other]) await expect(roomLink(person, 'general')).toHaveAccessibleName('general')
  // From now on it is read as it comes again.
  await ada.send(unique('and more'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general')
  await expect(newMessages(other)).toHaveCount(0)
})

test('keys do about the message that has the focus what its menu says', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const text = unique('hello')
  await ada.send(text)
  const message = bert.room.message(text)
  await expect(message).toBeInViewport()
  await message.focus()
  await bert.page.keyboard.press('u')
  await expect(newMessages(bert)).toBeVisible()
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 1 unread')
  await bert.page.keyboard.press('p')
  await expect(message).toContainText('Pinned')
  // Not while one writes.
  await bert.room.composer.pressSequentially('pup')
  await expect(bert.room.composer).toHaveValue('pup')
  await expect(message).toContainText('Pinned')
  await message.hover()
  await message.getByRole('button', { name: 'More actions' }).click()
  await expect(bert.page.getByRole('menuitem', { name: 'Mark unread from here' })).toContainText('U')
  expect(await violations(bert.page, ['region'])).toEqual([])
  await bert.page.keyboard.press('Escape')
  await message.focus()
  await bert.page.keyboard.press('t')
  await expect(bert.page.getByRole('textbox', { name: 'Reply in thread' })).toBeFocused()
})

test('on a phone a message is marked as unread from its sheet', async ({ people, unique }) => {
  const ada = await people.bot('Ada')
  const bert = await people.join('Bert', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
  const text = unique('later')
  await ada.send(text)
  await expect(bert.room.message(text)).toBeInViewport()
  await chooseInSheet(bert.page, bert.room.message(text), 'Mark unread from here')
  await expect(newMessages(bert)).toBeVisible()
  await bert.page.getByRole('button', { name: 'Rooms' }).click()
  await expect(roomLink(bert, 'general')).toHaveAccessibleName('general 1 unread')
  expect(await violations(bert.page)).toEqual([])
})
