import { expect, type Person, test } from './fixtures/chat-test.ts'
import { kept } from './fixtures/kept.ts'
import { dialog, RED, violations } from './fixtures/page-parts.ts'
import { createRoom, openFromMenu, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { SCREENS } from './fixtures/screens.ts'

/** Everything that the server sends this page from now on, as it comes over the wire. */
async function watchFrames({ page, room }: Person): Promise<string[]> {
  const frames: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  await page.reload()
  await expect(room.status).toHaveText('Connected')
  return frames
}

async function invite({ page }: Person, ...names: string[]): Promise<void> {
  await openFromMenu(page, 'Invite people')
  const people = dialog(page, 'Invite people')
  for (const name of names) {
    await people.getByRole('searchbox', { name: 'Search people' }).fill(name)
    await people.getByRole('button', { name: `Invite ${name}` }).click()
    await expect(people.getByRole('listitem').filter({ hasText: name })).toContainText('In the room')
  }
  expect(await violations(page)).toEqual([])
  await people.getByRole('button', { name: 'Close' }).click()
  await expect(people).toBeHidden()
}

/** Opens what can be done about a member, in the room's details, and does it. */
async function actOn({ page }: Person, name: string, action: string): Promise<void> {
  await openFromMenu(page, 'Room details')
  const details = dialog(page, 'Room details')
  await details.getByRole('button', { name: `What to do about ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function remove(owner: Person, name: string): Promise<void> {
  await actOn(owner, name, 'Remove from room')
  const question = dialog(owner.page, `Remove ${name}?`)
  await question.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(question).toBeHidden()
  await expect(dialog(owner.page, 'Room details').getByRole('listitem').filter({ hasText: name })).toHaveCount(0)
  await owner.page.keyboard.press('Escape')
  await expect(dialog(owner.page, 'Room details')).toBeHidden()
}

test('three people in a private room: roles show live, and who is removed hears nothing more (S28, S33)', async ({
  people,
  unique,
}) => {
  const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
  const frames = await watchFrames(bert)
  const name = unique('Office')
  await createRoom(ada, name, 'Private')
  await invite(ada, bert.name, cleo.name)
  for (const guest of [bert, cleo]) await roomLink(guest, name).click()
  const [hers, his, cleos] = [roomScreen(ada.page, name), roomScreen(bert.page, name), roomScreen(cleo.page, name)]
  const before = unique('before')
  await hers.say(before)
  for (const screen of [his, cleos]) await expect(screen.message(before)).toBeVisible()

  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await expect(bert.page.getByRole('menuitem', { name: 'Room settings' })).toHaveCount(0)
  await bert.page.keyboard.press('Escape')
  await actOn(ada, bert.name, 'Make moderator')
  await expect(dialog(ada.page, 'Room details').getByRole('listitem').filter({ hasText: bert.name })).toContainText(
    'Moderator',
  )
  const members = dialog(ada.page, 'Room details')
  await members.getByRole('searchbox', { name: 'Search members' }).fill(cleo.name.toUpperCase())
  await expect(members.getByRole('listitem')).toContainText([cleo.name])
  await ada.page.keyboard.press('Escape')
  await bert.page.getByRole('button', { name: 'Room menu' }).click()
  await expect(bert.page.getByRole('menuitem', { name: 'Room settings' })).toBeVisible()
  await bert.page.keyboard.press('Escape')

  await remove(ada, bert.name)
  await expect(bert.page.getByRole('status', { name: 'Removed' })).toContainText(`You were removed from ${name}`)
  await expect(roomLink(bert, name)).toHaveCount(0)
  const canary = unique('canary')
  await hers.say(canary)
  await expect(cleos.message(canary)).toBeVisible()
  // Something that comes later has come: nothing is still on its way.
  const elsewhere = unique('elsewhere')
  await roomLink(cleo, 'general').click()
  await cleo.room.say(elsewhere)
  await roomLink(bert, 'general').click()
  await expect(bert.room.message(elsewhere)).toBeVisible()
  expect(frames.some((frame) => frame.includes(before))).toBe(true)
  expect(frames.filter((frame) => frame.includes(canary))).toEqual([])
  await bert.page.reload()
  await expect(bert.room.status).toHaveText('Connected')
  expect(frames.filter((frame) => frame.includes(canary))).toEqual([])
})

test.describe('while the network is gone', () => {
  test.use({ connectionTrouble: true })

  test('who was removed gets nothing of what was said since when they are back (S28)', async ({ people, unique }) => {
    const [ada, bert, cleo] = [await people.join('Ada'), await people.join('Bert'), await people.join('Cleo')]
    const frames = await watchFrames(cleo)
    const name = unique('Office')
    await createRoom(ada, name, 'Private')
    await invite(ada, bert.name, cleo.name)
    await roomLink(cleo, name).click()
    const hers = roomScreen(ada.page, name)
    const before = unique('before')
    await hers.say(before)
    await expect(roomScreen(cleo.page, name).message(before)).toBeVisible()

    await cleo.context.setOffline(true)
    await expect(cleo.room.status).not.toHaveText('Connected')
    await remove(ada, cleo.name)
    const canary = unique('canary')
    await hers.say(canary)
    await roomLink(bert, name).click()
    await expect(roomScreen(bert.page, name).message(canary)).toBeVisible()
    await cleo.context.setOffline(false)
    await expect(roomLink(cleo, name)).toHaveCount(0, { timeout: 30_000 })
    const notice = cleo.page.getByRole('status', { name: 'Removed' })
    await expect(notice).toContainText(`You were removed from ${name}`)
    expect(await violations(cleo.page)).toEqual([])
    await expect(cleo.page.getByRole('heading', { name: 'There is nothing here' })).toHaveCount(0)
    await notice.getByRole('button', { name: 'OK' }).click()
    await expect(cleo.page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible()
    await expect(notice).toBeEmpty()
    await roomLink(cleo, 'general').click()
    await expect(cleo.room.status).toHaveText('Connected')
    await expect(cleo.page.getByText(before)).toHaveCount(0)
    // Nor is anything left of it on the device.
    await expect.poll(() => kept(cleo.page)).not.toContain(before)
    expect(frames.filter((frame) => frame.includes(canary))).toEqual([])
  })

  test('what waits for a room that is archived meanwhile is refused, and says why (S32)', async ({
    people,
    unique,
  }) => {
    const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
    const name = unique('Attic')
    await createRoom(ada, name)
    await invite(ada, bert.name)
    await roomLink(bert, name).click()
    const his = roomScreen(bert.page, name)
    await expect(his.composer).toBeVisible()
    await bert.context.setOffline(true)
    await expect(his.status).not.toHaveText('Connected')
    const waiting = unique('waiting')
    await his.say(waiting)

    await openFromMenu(ada.page, 'Archive room')
    const question = dialog(ada.page, `Archive ${name}?`)
    const archive = question.getByRole('button', { name: 'Archive room' })
    await expect(archive).toBeVisible()
    await expect(archive, 'it can be brought back').not.toHaveCSS('background-color', RED)
    await archive.click()
    await expect(question).toBeHidden()
    await expect(ada.page.getByText('This room is archived')).toBeVisible()
    await expect(roomScreen(ada.page, name).composer).toHaveCount(0)

    await bert.context.setOffline(false)
    await expect(his.message(waiting)).toContainText('archived', { timeout: 30_000 })
    await expect(bert.page.getByText('nobody can write here')).toBeVisible()
    await openFromMenu(ada.page, 'Bring room back')
    await dialog(ada.page, `Bring ${name} back?`).getByRole('button', { name: 'Bring back' }).click()
    await expect(his.composer).toBeVisible()
  })
})

test('a room gets another name, topic, address and rule, and everybody sees it (S31, S32, S34)', async ({
  people,
  server,
  unique,
}) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const name = unique('Kitchen')
  await createRoom(ada, name)
  await invite(ada, bert.name)
  await roomLink(bert, name).click()
  await expect(roomScreen(bert.page, name).composer).toBeVisible()

  const [later, topic, slug] = [unique('Galley'), unique('Who cooks'), unique('galley').replace(' ', '-')]
  await openFromMenu(ada.page, 'Room settings')
  const form = dialog(ada.page, 'Room settings')
  await form.getByRole('textbox', { name: 'Name' }).fill(later)
  await form.getByRole('textbox', { name: 'Topic' }).fill(topic)
  await form.getByRole('textbox', { name: 'Address' }).fill('general')
  await form.getByRole('radio', { name: 'Owners and moderators' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toContainText('Another room has this address')
  await form.getByRole('textbox', { name: 'Address' }).fill(slug)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()

  await expect(ada.page).toHaveURL(`${server.url}/r/${slug}`)
  const his = roomScreen(bert.page, later)
  await expect(his.heading).toBeVisible()
  await expect(bert.page.getByText(topic)).toBeVisible()
  await expect(bert.page.getByText('Only owners and moderators write here')).toBeVisible()
  await expect(his.composer).toHaveCount(0)
  await expect(roomScreen(ada.page, later).composer).toBeVisible()
})

for (const [where, options] of Object.entries(SCREENS)) {
  test(`everybody can use what is asked about running a room ${where}`, async ({ people, unique }) => {
    const ada = await people.join('Ada', options)
    const { page } = ada
    const name = unique('Office')
    if ('isMobile' in options) await page.getByRole('button', { name: 'Rooms', exact: true }).click()
    await createRoom(ada, name)
    for (const [item, title] of [
      ['Room details', 'Room details'],
      ['Invite people', 'Invite people'],
      ['Room settings', 'Room settings'],
      ['Archive room', `Archive ${name}?`],
    ] as const) {
      await openFromMenu(page, item)
      await expect(dialog(page, title)).toBeVisible()
      expect(await violations(page), title).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog(page, title)).toBeHidden()
      await expect(page.getByRole('button', { name: 'Room menu' })).toBeFocused()
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      await page.evaluate(() => innerWidth),
    )
  })
}
