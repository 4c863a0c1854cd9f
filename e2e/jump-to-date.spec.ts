import { expect, test } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { createRoom } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

const DAY = 24 * 60 * 60_000

test('from the date above a day one jumps to the beginning, and to the day that one chooses', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('line')
  await bot.send(...Array.from({ length: 120 }, (_, index) => `${word} #${index + 1}.`))
  const last = ada.room.message(`${word} #120.`)
  // Others have written here before.
  const beginning = ada.room.timeline.getByText('This is the beginning of #general')
  await expect(last).toBeInViewport()
  await ada.room.timeline.hover()
  await expect(async () => {
    await ada.page.mouse.wheel(0, -2_000)
    // It moves up as earlier messages come in.
    await ada.page.getByRole('button', { name: 'Today, jump to a date' }).first().click({ timeout: 1_000 })
  }).toPass()
  const form = dialog(ada.page, 'Jump to a date')
  await expect(form.getByLabel('Day')).toHaveValue(/^\d{4}-\d\d-\d\d$/)
  expect(await violations(ada.page)).toEqual([])
  await form.getByRole('button', { name: 'The beginning' }).click()
  await expect(form).toBeHidden()
  await expect(beginning).toBeInViewport()

  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Jump to a date…' }).click()
  await form.getByLabel('Day').fill('2020-02-29')
  await form.getByLabel('Day').press('Enter')
  // Nobody wrote then: the next day on which somebody did is today.
  await expect(form).toBeHidden()
  await expect(beginning).toBeInViewport()

  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Jump to a date…' }).click()
  const tomorrow = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10)
  await form.getByLabel('Day').fill(tomorrow)
  await form.getByRole('button', { name: 'Jump', exact: true }).click()
  await expect(last).toBeInViewport()
})

test('in a room in which nobody has written there is no date to jump to, which is said', async ({ people, unique }) => {
  const ada = await people.join('Ada', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  const name = unique('Empty')
  await ada.page.getByRole('button', { name: 'Rooms' }).click()
  await createRoom(ada, name)
  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Jump to a date…' }).click()
  const form = dialog(ada.page, 'Jump to a date')
  await form.getByRole('button', { name: 'Last week' }).click()
  await expect(form).toContainText('Nobody has written anything here yet.')
  expect(await violations(ada.page)).toEqual([])
  await ada.page.keyboard.press('Escape')
  await expect(form).toBeHidden()
})

test('what was said before the machine slept for a night was said yesterday', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const name = unique('Evening')
  await createRoom(ada, name)
  await roomScreen(ada.page, name).say(unique('good night'))
  await ada.page.clock.install()
  await ada.page.reload()
  const day = (name: string) => ada.page.getByRole('button', { name: `${name}, jump to a date` })
  await expect(day('Today')).toBeVisible()
  // Its timers stood still meanwhile.
  await ada.page.clock.setSystemTime(Date.now() + DAY)
  await ada.page.clock.runFor(30_000)
  await expect(day('Yesterday')).toBeVisible()
  await expect(day('Today')).toHaveCount(0)
})
