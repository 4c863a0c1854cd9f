import { expect, test } from './fixtures/chat-test.ts'
import { dialog } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test('a few letters and Enter lead to a room, to somebody, and to a public room one is not in', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.join('Ada'), await people.bot('Bert')]
  const [own, other] = [unique('Kitchen'), unique('Cellar')]
  await bert.socket.emitWithAck('room:create', { kind: 'public', name: other })
  await createRoom(ada, own)
  await roomLink(ada, 'general').click()
  await expect(ada.room.composer).toBeFocused()

  const goTo = dialog(ada.page, 'Go to')
  const field = goTo.getByRole('combobox', { name: 'Room or person' })
  async function go(name: string): Promise<void> {
    await ada.page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await ada.page.keyboard.type(name.toLowerCase())
    await expect(goTo.getByRole('option')).toHaveCount(1)
    await expect(goTo.getByRole('option', { name })).toHaveAttribute('data-highlighted')
    await ada.page.keyboard.press('Enter')
    await expect(goTo).toBeHidden()
  }

  await go(own)
  await expect(roomScreen(ada.page, own).composer).toBeFocused()
  await go(bert.name)
  await expect(roomScreen(ada.page, bert.name, 'direct').composer).toBeFocused()
  await go(other)
  await expect(ada.page.getByRole('button', { name: 'Join room' })).toBeVisible()

  await ada.page.keyboard.press('Control+k')
  await ada.page.keyboard.type(unique('nowhere'))
  await expect(goTo.getByText('No room and nobody is called')).toBeVisible()
  await ada.page.keyboard.press('Control+k')
  await expect(goTo).toBeHidden()
})

test('keys lead from room to room and to where something is new, and a list says which', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.bot('Bert')]
  const [first, second] = [unique('a room'), unique('b room')]
  await createRoom(ada, first)
  await createRoom(ada, second)
  const heading = ada.page.getByRole('heading', { level: 1 })
  const press = (event: { key: string; code: string; shiftKey?: true }) =>
    ada.page.evaluate(
      (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, ctrlKey: true, bubbles: true })),
      event,
    )
  await ada.page.keyboard.press('Alt+ArrowUp')
  await expect(heading).toHaveText(first)
  await expect(roomScreen(ada.page, first).composer).toBeFocused()
  await ada.page.keyboard.press('Alt+ArrowDown')
  await expect(heading).toHaveText(second)
  // Also from a message, where the arrows alone lead to the next one.
  const said = roomScreen(ada.page, second)
  await said.say(unique('first'))
  const last = unique('second')
  await said.say(last)
  await said.message(last).focus()
  await ada.page.keyboard.press('Alt+ArrowUp')
  await expect(heading).toHaveText(first)
  await ada.page.keyboard.press('Alt+ArrowDown')
  await expect(heading).toHaveText(second)

  // Bert's conversation is further down.
  await bert.sendTo(ada.name, unique('hello'))
  await expect(roomLink(ada, bert.name)).toContainText('1 unread')
  await ada.page.keyboard.press('Alt+Shift+ArrowDown')
  await expect(heading).toHaveText(bert.name)

  await ada.page.keyboard.press('Control+/')
  const keys = dialog(ada.page, 'Keys')
  await expect(keys.getByText('Go to a room or person')).toBeVisible()
  // On a keyboard where the stroke is above a digit, and on one without Latin letters.
  await press({ key: '/', code: 'Digit7', shiftKey: true })
  await expect(keys).toBeHidden()
  await press({ key: 'л', code: 'KeyK' })
  await expect(dialog(ada.page, 'Go to')).toBeVisible()
  await press({ key: 'л', code: 'KeyK' })
  await expect(dialog(ada.page, 'Go to')).toBeHidden()
  await ada.page.keyboard.press('Control+/')
  await expect(keys).toBeVisible()
  // Beneath a dialog nothing is gone through.
  await ada.page.keyboard.press('Alt+ArrowUp')
  await ada.page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await expect(heading).toHaveText(bert.name)
})
