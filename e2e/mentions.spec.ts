import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'

test.use({ connectionTrouble: true })

const chip = ({ room }: Person, name: string) => room.timeline.getByRole('button', { name: `@${name}` })
const card = ({ page }: Person, name: string) => page.getByRole('dialog').filter({ hasText: name })

test('whoever is mentioned sees it from elsewhere, finds the message marked, and it is read on all devices', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await createRoom(bert, unique('Kitchen'))
  const tab = await inAnotherTab(bert)

  const text = unique(`@${bert.name.toUpperCase()}, have a look`)
  await ada.room.say(text)
  await ada.room.say(unique('And this is for nobody'))
  await expect(roomLink(bert, 'general')).toHaveAccessibleName(/general 1 mention, 2 unread/)
  await expect(bert.page).toHaveTitle(/^\(1\) #/)

  await roomLink(bert, 'general').click()
  await expect(bert.room.timeline.getByRole('article', { name: /mentions you/ })).toHaveText(new RegExp(text))
  await expect(roomLink(tab, 'general')).toHaveAccessibleName('general')
  await expect(ada.room.timeline.getByRole('article', { name: /mentions you/ })).toHaveCount(0)
})

test('what is written offline mentions people once it is sent', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await createRoom(bert, unique('Kitchen'))
  await ada.context.setOffline(true)
  await ada.room.say(unique(`@${bert.name} from the train`))
  await expect(ada.room.messages.last()).toHaveAttribute('data-state', 'queued')
  await ada.context.setOffline(false)
  await expect(roomLink(bert, 'general')).toHaveAccessibleName(/1 mention/)
  await expect(chip(ada, bert.name)).toBeVisible()
})

test('@room calls everybody, if somebody says it who runs the room', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const { socket, name } = await people.bot('Owner')
  const found = await socket.emitWithAck('user:list', { query: ada.name })
  const userIds = found.ok ? found.data.users.map(({ id }) => id) : []
  const made = await socket.emitWithAck('room:create', { kind: 'private', name: unique('Crew') })
  if (!made.ok) throw new Error(`${name} cannot make a room`)
  const { id: roomId, name: crew } = made.data.room
  await socket.emitWithAck('room:invite', { roomId, userIds })
  await expect(roomLink(ada, crew)).toBeVisible()
  const id = `01900000-0000-7000-8000-${Date.now().toString().slice(-12)}`
  await socket.emitWithAck('message:send', { id, roomId, text: '@room, all hands' })
  await expect(roomLink(ada, crew)).toHaveAccessibleName(/1 mention, 1 unread/)
  await roomLink(ada, crew).click()
  await expect(ada.room.timeline.getByRole('article', { name: /mentions you/ })).toContainText('@room, all hands')
})

test('whoever begins to write a name is offered the people of the room, and takes one by the keyboard', async ({
  people,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  // Others are called Bert, too.
  await ada.room.composer.pressSequentially(`Hello @${bert.name.slice(0, -1)}`)
  const list = ada.page.getByRole('listbox', { name: 'People' })
  await expect(list.getByRole('option', { name: bert.name })).toHaveAttribute('aria-selected', 'true')
  await ada.room.composer.press('Enter')
  await expect(list).toBeHidden()
  await expect(ada.room.composer).toHaveValue(`Hello @${bert.name} `)
  await ada.room.composer.press('Enter')
  await expect(chip(ada, bert.name)).toBeVisible()
  await expect(bert.room.timeline.getByRole('article', { name: /mentions you/ })).toBeVisible()
})

test('the list of names follows what comes without a key; a name leads to whom it means, and nowhere else', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  await test.step('the list follows what is dictated or picked by an input method, which comes without a key', async () => {
    await people.bot('Bert')
    const carol = await people.bot('李小龙')
    const list = ada.page.getByRole('listbox', { name: 'People' })
    await ada.room.composer.pressSequentially('Hello @')
    await expect(list).toBeVisible()
    await ada.page.keyboard.insertText('李')
    await expect(list.getByRole('option')).toHaveText([new RegExp(carol.name)])
    await ada.room.composer.press('Enter')
    await expect(ada.room.composer).toHaveValue(`Hello @${carol.name} `)
  })

  await test.step('a name leads to whom it means, whatever they are called later; code and strangers are text', async () => {
    const carol = await people.bot('Carol')
    await ada.room.say(`@${carol.name} and \`@${carol.name}\``)
    await expect(chip(ada, carol.name)).toHaveCount(1)
    const later = unique('Caroline')
    await carol.socket.emitWithAck('user:update', { name: later })
    await chip(ada, carol.name).press('Enter')
    await expect(card(ada, later)).toBeVisible()
    await ada.page.keyboard.press('Escape')

    await createRoom(ada, unique('Cellar'))
    await ada.page.getByRole('textbox', { name: /^Message / }).fill(`@${later} is not here`)
    await ada.page.keyboard.press('Enter')
    await expect(ada.room.timeline.locator('[data-state="sent"]')).toHaveCount(1)
    await expect(chip(ada, later)).toHaveCount(0)
  })
})
