import type { Page } from '@playwright/test'
import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

const MINUTE = 60_000

const field = (page: Page) => page.getByRole('textbox', { name: /^Message / })

async function begin({ page }: Person, text: string) {
  await field(page).fill(text)
  await page.getByRole('button', { name: 'Schedule message' }).click()
  return dialog(page, 'Schedule message')
}

async function openScheduled({ page }: Person) {
  await page.getByRole('button', { name: /^Later/ }).click()
  const later = dialog(page, 'Later')
  await later.getByRole('tab', { name: /^Scheduled/ }).click()
  return later
}

test('a message that is scheduled is sent at its time, while nobody of its author is here (S71)', async ({
  people,
  unique,
}) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  await createRoom(ben, unique('Kitchen'))
  const text = unique(`@${ben.name} happy birthday :tada:`)
  const asked = await begin(ann, text)
  await ann.page.clock.setFixedTime(Date.now() - 20 * MINUTE + 3_000)
  await asked.getByRole('button', { name: 'In 20 minutes' }).click()
  await expect(asked).toBeHidden()
  await expect(field(ann.page)).toHaveValue('')
  await expect(ann.page.getByRole('status', { name: 'Notice' })).toContainText('Your message will be sent')
  await ann.page.goto('about:blank')
  await expect(roomLink(ben, 'general')).toHaveAccessibleName(/1 mention/)
  await roomLink(ben, 'general').click()
  await expect(ben.room.message(text.replace(':tada:', '🎉'))).toBeVisible()
})

test('what is scheduled is there on all devices, to be changed, sent at once and taken back (S71)', async ({
  people,
  unique,
}) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  const phone = await inAnotherTab(ann)
  const [first, second] = [unique('minutes of the meeting'), unique('not so clever')]
  for (const text of [first, second]) {
    await (await begin(ann, text)).getByRole('button', { name: 'Tomorrow morning' }).click()
    await expect(dialog(ann.page, 'Schedule message')).toBeHidden()
  }
  const hint = phone.page.getByRole('button', { name: '2 scheduled messages' })
  await hint.click()
  const later = dialog(phone.page, 'Later')
  const item = (text: string) => later.getByRole('listitem').filter({ hasText: text })
  await expect(item(first)).toContainText('tomorrow at')
  expect(await violations(phone.page)).toEqual([])

  await item(second).getByRole('button', { name: 'Delete' }).click()
  await dialog(phone.page, 'Delete this scheduled message?').getByRole('button', { name: 'Delete' }).click()
  await expect(later.getByRole('listitem')).toHaveCount(1)

  await item(first).getByRole('button', { name: 'Edit' }).click()
  await later.getByRole('textbox', { name: 'Edit message' }).fill(`${first}, corrected`)
  await phone.page.keyboard.press('Enter')
  await expect(item('corrected')).toBeVisible()
  await item('corrected').getByRole('button', { name: 'Change the time' }).click()
  await dialog(phone.page, 'Schedule message').getByRole('button', { name: 'In an hour' }).click()
  await expect(item('corrected')).not.toContainText('tomorrow at 09:00')
  await expect(ann.page.getByRole('button', { name: '1 scheduled message' })).toBeVisible()
  await item('corrected').getByRole('button', { name: 'Send now' }).click()
  await expect(ben.room.message(`${first}, corrected`)).toBeVisible()
  await expect(later).toContainText('Nothing is scheduled.')
  await expect(ann.page.getByRole('button', { name: '1 scheduled message' })).toHaveCount(0)
  await expect(ben.room.message(second)).toHaveCount(0)
})

test('what could not be sent says why, and stays until its author decides (S32, S71)', async ({ people, unique }) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  const name = unique('Attic')
  await createRoom(ben, name)
  await ann.page.goto(ben.page.url())
  await ann.page.getByRole('button', { name: 'Join' }).click()
  const text = unique('too late')
  await (await begin(ann, text)).getByRole('button', { name: 'In an hour' }).click()
  await expect(ann.page.getByRole('button', { name: '1 scheduled message' })).toBeVisible()
  await ben.page.getByRole('button', { name: 'Room menu' }).click()
  await ben.page.getByRole('menuitem', { name: 'Archive room' }).click()
  await dialog(ben.page, `Archive ${name}?`).getByRole('button', { name: 'Archive room' }).click()
  await expect(ann.page.getByRole('note')).toContainText('archived')

  const later = await openScheduled(ann)
  await later.getByRole('button', { name: 'Send now' }).click()
  await expect(later.getByRole('alert')).toContainText('archived')
  await expect(ann.page.getByText('1 scheduled message could not be sent')).toBeVisible()
  expect(await violations(ann.page)).toEqual([])
  await later.getByRole('button', { name: 'Delete' }).click()
  await dialog(ann.page, 'Delete this scheduled message?').getByRole('button', { name: 'Delete' }).click()
  await expect(later).toContainText('Nothing is scheduled.')
})

for (const [how, options] of Object.entries(SCREENS)) {
  test(`a message is scheduled for a time of one's own ${how}`, async ({ people, unique }) => {
    const ann = await people.join('Ann', options)
    const text = unique('see you on Monday')
    const asked = await begin(ann, text)
    expect(await violations(ann.page)).toEqual([])
    const year = new Date().getFullYear() + 1
    await asked.getByLabel('Day').fill(`${year}-03-09`)
    await asked.getByLabel('Time').fill('07:45')
    await asked.getByRole('button', { name: 'Schedule', exact: true }).click()
    await expect(asked).toBeHidden()
    await expect(field(ann.page)).toHaveValue('')
    await ann.page.getByRole('button', { name: '1 scheduled message' }).click()
    const later = dialog(ann.page, 'Later')
    await expect(later.getByRole('listitem')).toContainText(text)
    await expect(later.getByRole('listitem')).toContainText(new RegExp(`March.* ${year} at 0?7:45`))
    expect(await violations(ann.page)).toEqual([])
  })
}
