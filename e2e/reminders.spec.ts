import type { Page } from '@playwright/test'
import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet } from './fixtures/message-actions.ts'
import { recordNotifications, shownBy } from './fixtures/notified.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

const MINUTE = 60_000

async function askReminder({ page, room }: Person, text: string, action = 'Remind me…') {
  await choose(page, room.message(text), action)
  return dialog(page, 'Remind me')
}

/** Chooses "In 20 minutes" so that these are over in some seconds. */
async function remindSoon(person: Person, text: string): Promise<void> {
  const asked = await askReminder(person, text)
  await person.page.clock.setFixedTime(Date.now() - 20 * MINUTE + 2_000)
  await asked.getByRole('button', { name: 'In 20 minutes' }).click()
  await expect(asked).toBeHidden()
  await person.page.clock.setSystemTime(Date.now())
}

const entry = (page: Page) => page.getByRole('button', { name: /^Later/ })

test('at its time a reminder comes to all devices, is put off again and done (S70)', async ({ people, unique }) => {
  const [ann, ben] = [await people.join('Ann'), await people.bot('Ben')]
  const text = unique('the invoice is due on Friday')
  await ben.send(text)
  await recordNotifications(ann, 'granted')
  const phone = await inAnotherTab(ann)
  await createRoom(phone, unique('Kitchen'))
  await remindSoon(ann, text)
  await expect(entry(phone.page)).toHaveAccessibleName('Later 1 waiting')
  await expect(entry(ann.page)).toHaveAccessibleName('Later 1 waiting')
  await expect
    .poll(() => shownBy(ann.page, phone.page))
    .toMatchObject([{ title: `Reminder: ${ben.name} in #general`, body: text, tag: 'reminders' }])

  const notice = phone.page.getByRole('status', { name: 'Notice' })
  await expect(notice).toContainText(text)
  await notice.getByRole('button', { name: 'Show' }).click()
  await expect(phone.room.message(text)).toBeInViewport()

  await entry(phone.page).click()
  const later = dialog(phone.page, 'Later')
  const item = later.getByRole('listitem').filter({ hasText: text })
  await expect(item).toContainText('Due')
  await item.getByRole('button', { name: 'Change the time' }).click()
  await dialog(phone.page, 'Remind me').getByRole('button', { name: 'Tomorrow morning' }).click()
  await expect(item).toContainText('tomorrow at')
  await expect(later.getByRole('tab', { name: 'Reminders' })).toHaveText('Reminders1')
  await expect(entry(ann.page)).toHaveAccessibleName('Later')
  await expect.poll(() => shownBy(ann.page, phone.page)).toMatchObject([{ open: false }])

  const asked = await askReminder(ann, text, 'Change reminder…')
  await expect(asked).toContainText('Set for tomorrow at')
  await asked.getByRole('button', { name: 'Cancel it' }).click()
  await expect(later).toContainText('There is nothing to be reminded of.')
})

test('who was away when it was due is reminded at the next visit (S70)', async ({ people, unique }) => {
  const ann = await people.join('Ann')
  const text = unique('call back')
  await ann.room.say(text)
  await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
  await remindSoon(ann, text)
  const address = ann.page.url()
  await ann.page.goto('about:blank')
  const other = await ann.context.newPage()
  // The server alone knows when it is due.
  await other.goto(address)
  await expect(entry(other)).toHaveAccessibleName('Later 1 waiting')
  await entry(other).click()
  await dialog(other, 'Later').getByRole('button', { name: 'Done' }).click()
  await expect(dialog(other, 'Later')).toContainText('There is nothing to be reminded of.')
})

test('a reminder of what is deleted since says nothing of it (S70)', async ({ people, unique }) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  const text = unique('a secret')
  await ben.room.say(text)
  const asked = await askReminder(ann, text)
  await asked.getByRole('button', { name: 'In an hour' }).click()
  await expect(ann.page.getByRole('status', { name: 'Notice' })).toContainText('You will be reminded')
  await choose(ben.page, ben.room.message(text), 'Delete…')
  await dialog(ben.page, 'Delete this message?').getByRole('button', { name: 'Delete' }).click()
  await entry(ann.page).click()
  const later = dialog(ann.page, 'Later')
  await later.getByRole('tab', { name: 'Reminders' }).click()
  await expect(later.getByRole('listitem')).toContainText('This message was deleted.')
  await expect(later).not.toContainText(text)
  await later.getByRole('button', { name: 'Cancel the reminder' }).click()
  await expect(later.getByRole('listitem')).toHaveCount(0)
})

for (const [how, options] of Object.entries(SCREENS)) {
  test(`a time of one's own can be chosen ${how}`, async ({ people, unique }) => {
    const ann = await people.join('Ann', options)
    const touch = 'hasTouch' in options
    const text = unique('to be done')
    await ann.room.say(text)
    await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
    if (touch) {
      await chooseInSheet(ann.page, ann.room.message(text), 'Remind me…')
    } else await askReminder(ann, text)
    const asked = dialog(ann.page, 'Remind me')
    await expect(asked.getByRole('button', { name: /^Tomorrow morning/ })).toBeVisible()
    expect(await violations(ann.page)).toEqual([])
    await asked.getByLabel('Day').fill('2020-01-01')
    await asked.getByRole('button', { name: 'Remind me' }).click()
    await expect(asked.getByRole('alert')).toHaveText('Choose a time that is yet to come.')
    const year = new Date().getFullYear() + 1
    await asked.getByLabel('Day').fill(`${year}-03-09`)
    await asked.getByLabel('Time').fill('07:45')
    await asked.getByRole('button', { name: 'Remind me' }).click()
    await expect(asked).toBeHidden()

    if (touch) await ann.page.getByRole('button', { name: 'Rooms' }).click()
    await entry(ann.page).click()
    const later = dialog(ann.page, 'Later')
    await later.getByRole('tab', { name: 'Reminders' }).click()
    await expect(later.getByRole('listitem')).toContainText(text)
    await expect(later.getByRole('listitem')).toContainText(new RegExp(`March.* ${year} at 0?7:45`))
    expect(await violations(ann.page)).toEqual([])
    await later.getByRole('link', { name: 'Open' }).click()
    await expect(later).toBeHidden()
    await expect(ann.room.message(text)).toBeInViewport()
  })
}
