import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom, leaveRoom, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { SCREENS } from './fixtures/screens.ts'

test('somebody makes a room, others find and join it, and they talk there (S30)', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const [name, topic] = [unique('Kitchen'), 'Who cooks, who cleans']
  await createRoom(ada, name, 'Public', topic)
  await expect(ada.page.getByText(topic)).toBeVisible()
  const hers = roomScreen(ada.page, name)
  await expect(hers.composer).toBeFocused()
  // Whoever is alone there is offered to get others.
  const invite = ada.page.getByRole('button', { name: 'Invite people' })
  await invite.click()
  await expect(dialog(ada.page, 'Invite people')).toBeVisible()
  await ada.page.keyboard.press('Escape')
  const first = unique('soup')
  await hers.say(first)
  await expect(invite).toHaveCount(0)

  await bert.page.getByRole('button', { name: 'Browse rooms' }).click()
  const browse = dialog(bert.page, 'Browse rooms')
  await browse.getByRole('searchbox', { name: 'Search rooms' }).fill(name.toUpperCase())
  await expect(browse.getByRole('listitem')).toHaveCount(1)
  await expect(browse.getByRole('listitem')).toContainText('1 member')
  await browse.getByRole('button', { name: `Join ${name}` }).click()
  await expect(browse).toBeHidden()

  const his = roomScreen(bert.page, name)
  await expect(his.message(first)).toBeVisible()
  const second = unique('bread')
  await his.say(second)
  await expect(hers.message(second)).toBeVisible()
  await expect(ada.room.people.getByRole('heading')).toHaveText('Online — 2')
  // What is said there is said nowhere else.
  await roomLink(bert, 'general').click()
  await expect(bert.room.heading).toBeVisible()
  await expect(bert.room.message(second)).toHaveCount(0)

  await bert.page.getByRole('button', { name: 'Browse rooms' }).click()
  await browse.getByRole('searchbox').fill(name)
  const found = browse.getByRole('listitem').filter({ hasText: name })
  await expect(found).toContainText('Joined')
  await expect(found).toContainText('2 members')
  await browse.getByRole('button', { name: `Open ${name}` }).click()
  await expect(his.heading).toBeVisible()
})

test('a room that is made or left in one tab is there or gone in the other', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const tab = await inAnotherTab(ada)
  const name = unique('Garden')
  await createRoom(ada, name)
  await expect(roomLink(tab, name)).toBeVisible()
  await leaveRoom(tab, 'general')
  await expect(roomLink(ada, 'general')).toHaveCount(0)
  await expect(roomScreen(tab.page, name).heading).toBeVisible()
})

test('who leaves a room hears nothing more of it, and can come back', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const name = unique('Workshop')
  await createRoom(ada, name)
  const address = ada.page.url()
  await bert.page.goto(address)
  await bert.page.reload()
  await bert.page.getByRole('button', { name: 'Join room' }).click()
  const his = roomScreen(bert.page, name)
  await expect(his.composer).toBeVisible()

  await leaveRoom(bert, name)
  await expect(roomLink(bert, name)).toHaveCount(0)
  await expect(bert.room.heading).toBeVisible()
  const later = unique('later')
  await roomScreen(ada.page, name).say(later)
  await bert.page.goto(address)
  await expect(bert.page.getByRole('button', { name: 'Join room' })).toBeVisible()
  await expect(bert.page.getByText(later)).toHaveCount(0)
  await bert.page.getByRole('button', { name: 'Join room' }).click()
  await expect(his.message(later)).toBeVisible()
})

test('the only owner of a room with others in it is told why they cannot leave', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.bot('Bert')]
  const name = unique('Office')
  await createRoom(ada, name)
  const list = await bert.socket.emitWithAck('room:list', { query: name })
  const roomId = list.ok ? (list.data.rooms[0]?.id ?? '') : ''
  expect(await bert.socket.emitWithAck('room:join', { roomId })).toMatchObject({ ok: true })
  await leaveRoom(ada, name)
  const question = dialog(ada.page, `Leave ${name}?`)
  await expect(question.getByRole('alert')).toContainText('only owner')
  await question.getByRole('button', { name: 'Stay' }).click()
  await expect(roomScreen(ada.page, name).heading).toBeVisible()
})

test('a private room is not there for anybody else (S9, S30)', async ({ people, server, unique }) => {
  const [ada, stranger] = [await people.join('Ada'), await people.bot('Stranger')]
  const name = unique('Diary')
  const entered = ada.page.waitForEvent('websocket').then((socket) => socket)
  await ada.page.reload()
  // The id of the room is in what the server tells its maker.
  const added = (await entered).waitForEvent('framereceived', ({ payload }) => String(payload).includes('room:added'))
  await createRoom(ada, name, 'Private')
  await roomScreen(ada.page, name).say(unique('secret'))
  const roomId = /"id":"([^"]+)"/.exec(String((await added).payload))?.[1] ?? ''
  expect(roomId).not.toBe('')

  const { socket } = stranger
  expect(await socket.emitWithAck('room:list', { query: name })).toEqual({ ok: true, data: { rooms: [] } })
  const refused = [
    await socket.emitWithAck('room:join', { roomId }),
    await socket.emitWithAck('room:history', { roomId }),
    await socket.emitWithAck('room:changes', { roomId, after: 0 }),
    await socket.emitWithAck('room:members', { roomId }),
    await socket.emitWithAck('room:get', { address: roomId }),
    await socket.emitWithAck('room:leave', { roomId }),
  ]
  const unknown = await socket.emitWithAck('room:join', { roomId: 'nothing' })
  for (const answer of refused) expect(answer).toEqual(unknown)
  expect(unknown).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })

  const eve = await people.join('Eve')
  await eve.page.goto(`${server.url}/r/${roomId}`)
  await expect(eve.page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
})

test('a link to a room leads there, and to the way in', async ({ people, server, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const name = unique('Library')
  await createRoom(ada, name, 'Public', 'Books')
  const slug = ada.page.url().split('/r/')[1] ?? ''
  expect(slug).toContain('library')
  await bert.page.goto(`${server.url}/r/${slug}`)
  const middle = bert.page.getByRole('region', { name: 'Room' })
  await expect(middle).toContainText('Books')
  await middle.getByRole('button', { name: 'Join room' }).click()
  await expect(roomScreen(bert.page, name).composer).toBeVisible()
  await bert.page.goto(`${server.url}/r/general`)
  await expect(bert.room.composer).toBeVisible()
})

test('a room is made and left without a mouse', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const { keyboard } = ada.page
  const name = unique('Keys')
  await ada.page.getByRole('button', { name: 'Create a room' }).focus()
  await keyboard.press('Enter')
  await expect(dialog(ada.page, 'Create a room').getByRole('textbox', { name: 'Name' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(ada.page.getByText('Type a name.')).toBeVisible()
  await keyboard.type(name)
  await keyboard.press('Enter')
  await expect(roomScreen(ada.page, name).composer).toBeFocused()

  await ada.page.getByRole('button', { name: 'Room menu' }).focus()
  await keyboard.press('Enter')
  await expect(ada.page.getByRole('menuitem', { name: 'Copy link' })).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect(dialog(ada.page, `Leave ${name}?`)).toBeVisible()
  await keyboard.press('Escape')
  await expect(ada.page.getByRole('button', { name: 'Room menu' })).toBeFocused()
})

test('a field says with an ellipsis that its placeholder goes on', async ({ people, unique }) => {
  const ada = await people.join('Ada', SCREENS['on a phone'])
  await ada.page.getByRole('button', { name: 'Rooms', exact: true }).click()
  const name = unique('Donaudampfschifffahrtsgesellschaft').slice(0, 50)
  await createRoom(ada, name)
  const { composer } = roomScreen(ada.page, name)
  const picture = () => composer.screenshot({ animations: 'disabled' })
  await expect(composer).toBeVisible()
  const seen = await picture()
  await composer.evaluate((field) => Object.assign(field.style, { textOverflow: 'clip' }))
  expect((await picture()).equals(seen)).toBe(false)
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can use what is asked about rooms ${where}`, async ({ people, unique }) => {
    const ada = await people.join('Ada', options)
    const rooms = ada.page.getByRole('button', { name: 'Rooms', exact: true })
    const onPhone = 'isMobile' in options
    const open = async (button: string) => {
      if (onPhone) await rooms.click()
      await ada.page.getByRole('button', { name: button }).click()
    }
    const name = unique('Kitchen')
    await open('Create a room')
    const form = dialog(ada.page, 'Create a room')
    await form.getByRole('button', { name: 'Create room' }).click()
    await expect(form.getByText('Type a name.')).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await form.getByRole('textbox', { name: 'Name' }).fill(name)
    await form.getByRole('button', { name: 'Create room' }).click()
    await expect(roomScreen(ada.page, name).composer).toBeVisible()

    await open('Browse rooms')
    const browse = dialog(ada.page, 'Browse rooms')
    await expect(browse.getByRole('listitem').filter({ hasText: name })).toContainText('Joined')
    expect(await violations(ada.page)).toEqual([])
    await browse.getByRole('searchbox').fill(unique('nothing'))
    await expect(browse.getByText('No room is called')).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await ada.page.keyboard.press('Escape')
    await expect(browse).toBeHidden()

    await ada.page.getByRole('button', { name: 'Room menu' }).click()
    await expect(ada.page.getByRole('menuitem', { name: 'Leave room' })).toBeVisible()
    // A menu stands in no landmark: it is reached through its button alone.
    expect(await violations(ada.page, ['region'])).toEqual([])
    await ada.page.getByRole('menuitem', { name: 'Leave room' }).click()
    await expect(dialog(ada.page, `Leave ${name}?`)).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    await ada.page.keyboard.press('Escape')
    await expect(dialog(ada.page, `Leave ${name}?`)).toHaveCount(0)
    // A link of an earlier version.
    await ada.page.goto(`${new URL(ada.page.url()).origin}/#/there-is-no-such-room`)
    await ada.page.reload()
    await expect(ada.page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    expect(await violations(ada.page)).toEqual([])
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      await ada.page.evaluate(() => innerWidth),
    )
  })
}
