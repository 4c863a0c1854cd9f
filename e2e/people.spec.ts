import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { writeTo } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { SCREENS } from './fixtures/screens.ts'

const rooms = ({ page }: Person, section: 'Favourites' | 'Rooms' | 'Direct messages') =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('list', { name: section }).getByRole('listitem')

test('two people write to each other, and nobody else sees it (S41, S42)', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  await writeTo(ada, bert.name)
  const hers = roomScreen(ada.page, bert.name, 'direct')
  await expect(hers.heading).toBeVisible()
  await expect(hers.composer).toBeFocused()
  await expect(rooms(bert, 'Direct messages')).toHaveCount(0)
  const first = unique('psst')
  await hers.say(first)

  await expect(rooms(bert, 'Direct messages')).toContainText([`${ada.name}1 unread`])
  await rooms(bert, 'Direct messages').getByRole('link').click()
  const his = roomScreen(bert.page, ada.name, 'direct')
  await expect(his.message(first)).toBeVisible()
  const second = unique('what')
  await his.say(second)
  await expect(hers.message(second)).toBeVisible()

  // The same two have no second one, whoever asks.
  await writeTo(bert, ada.name)
  await expect(his.message(second)).toBeVisible()
  await expect(rooms(bert, 'Direct messages')).toHaveCount(1)
  await ada.page.reload()
  await expect(hers.message(second)).toBeVisible()
})

test('three people write to each other, and one of them tidies up (S42)', async ({ people, unique }) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  await writeTo(ada, cleo.name, bert.name)
  const hers = roomScreen(ada.page, `${bert.name}, ${cleo.name}`, 'direct')
  const first = unique('lunch')
  await hers.say(first)
  for (const person of [bert, cleo]) await expect(rooms(person, 'Direct messages')).toHaveCount(1)
  // However long the first name is.
  await expect(rooms(cleo, 'Direct messages').getByText('2', { exact: true })).toBeInViewport({ ratio: 1 })

  await rooms(bert, 'Direct messages').getByRole('link').click()
  const his = roomScreen(bert.page, `${ada.name}, ${cleo.name}`, 'direct')
  await expect(his.message(first)).toBeVisible()
  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await bert.page.getByRole('menuitem', { name: 'Hide until the next message' }).click()
  await expect(rooms(bert, 'Direct messages')).toHaveCount(0)
  await expect(bert.room.heading).toBeVisible()
  await expect(rooms(cleo, 'Direct messages')).toHaveCount(1)

  const second = unique('at noon')
  await hers.say(second)
  await expect(rooms(bert, 'Direct messages')).toContainText([`${ada.name}, ${cleo.name}1 unread`])
  await rooms(bert, 'Direct messages').getByRole('link').click()
  await expect(his.message(first)).toBeVisible()
  await expect(his.message(second)).toBeVisible()
})

test('whoever is blocked writes into nothing, and is folded in rooms (S43)', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  await writeTo(ada, bert.name)
  const hers = roomScreen(ada.page, bert.name, 'direct')
  await hers.say(unique('hello'))
  await rooms(bert, 'Direct messages').getByRole('link').click()
  const his = roomScreen(bert.page, ada.name, 'direct')
  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await bert.page.getByRole('menuitem', { name: 'Block' }).click()
  const question = dialog(bert.page, `Block ${ada.name}?`)
  await expect(question).toContainText('They are not told')
  await question.getByRole('button', { name: 'Block' }).click()
  await expect(question).toBeHidden()
  const note = bert.page.getByRole('note')
  await expect(note).toContainText(`You have blocked ${ada.name}. Neither of you can write here.`)
  await expect(his.composer).toHaveCount(0)

  const refused = unique('are you angry')
  await hers.say(refused)
  await expect(hers.message(refused)).toHaveAttribute('data-state', 'refused')
  await expect(his.message(refused)).toHaveCount(0)
  const heard = unique('to everybody')
  await ada.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'general' }).click()
  await ada.room.say(heard)
  await bert.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'general' }).click()
  await expect(bert.room.message('you have blocked').last()).toBeVisible()
  await expect(bert.room.message(heard)).toHaveCount(0)
  await bert.room.message('you have blocked').last().getByRole('button', { name: 'Show' }).press('Enter')
  await expect(bert.room.message(heard)).toBeVisible()

  await rooms(bert, 'Direct messages').getByRole('link').click()
  await note.getByRole('button', { name: 'End the block' }).click()
  const peace = unique('sorry')
  await his.say(peace)
  await expect(his.message(peace)).toHaveAttribute('data-state', 'sent')
})

test('a favourite stands first, in every tab', async ({ people }) => {
  const ada = await people.join('Ada')
  const tab = await inAnotherTab(ada)
  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Add to favourites' }).click()
  for (const person of [ada, tab]) {
    await expect(rooms(person, 'Favourites')).toHaveText(['general'])
    await expect(rooms(person, 'Rooms')).toHaveCount(0)
  }
  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Remove from favourites' }).click()
  await expect(rooms(tab, 'Rooms')).toHaveText(['general'])
  await expect(rooms(tab, 'Favourites')).toHaveCount(0)
})

test('somebody is written to without a mouse', async ({ people }) => {
  const [ada, bert] = [await people.join('Ada'), await people.bot('Bert')]
  const { keyboard } = ada.page
  await ada.page.getByRole('button', { name: 'New message' }).focus()
  await keyboard.press('Enter')
  const form = dialog(ada.page, 'New message')
  await expect(form.getByRole('combobox')).toBeFocused()
  await keyboard.type(bert.name)
  await expect(form.getByRole('option')).toHaveCount(1)
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(form.getByRole('button', { name: `Take ${bert.name} out` })).toBeVisible()
  await keyboard.press('Backspace')
  await expect(form.getByRole('button', { name: `Take ${bert.name} out` })).toHaveCount(0)
  await keyboard.type(bert.name)
  await expect(form.getByRole('option')).toHaveCount(1)
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await form.getByRole('button', { name: 'Open conversation' }).focus()
  await keyboard.press('Enter')
  await expect(roomScreen(ada.page, bert.name, 'direct').composer).toBeFocused()
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can use what is about people ${where}`, async ({ people, unique }) => {
    const [ada, bert] = [await people.join('Ada', options), await people.bot('Bert')]
    if ('isMobile' in options) await ada.page.getByRole('button', { name: 'Rooms', exact: true }).click()
    await ada.page.getByRole('button', { name: 'New message' }).click()
    const form = dialog(ada.page, 'New message')
    await form.getByRole('combobox').fill(unique('nobody'))
    await expect(form.getByText('Nobody is called')).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await form.getByRole('combobox').fill(bert.name)
    await form.getByRole('option', { name: bert.name }).click()
    await expect(form.getByRole('button', { name: `Take ${bert.name} out` })).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await form.getByRole('button', { name: 'Open conversation' }).click()
    await expect(roomScreen(ada.page, bert.name, 'direct').composer).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      await ada.page.evaluate(() => innerWidth),
    )
  })
}
