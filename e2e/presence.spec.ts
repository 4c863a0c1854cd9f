import type { Locator } from '@playwright/test'
import { inAnotherTab } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'

function online(person: Person, name: string): Locator {
  return person.room.people.getByRole('list', { name: 'People online' }).getByRole('listitem').filter({ hasText: name })
}

test('everybody sees who is online and how many, and that somebody has left within seconds', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await test.step('everybody sees who is online and how many', async () => {
    for (const person of [ada, bert]) {
      await expect(person.room.people.getByRole('heading')).toHaveText('Online — 2')
      await expect(online(person, ada.name)).toHaveCount(1)
      await expect(online(person, bert.name)).toHaveCount(1)
    }
    await expect(online(ada, ada.name)).toContainText('you')
    await expect(online(ada, bert.name)).not.toContainText('you')
  })

  await test.step('who leaves is gone within seconds', async () => {
    await expect(online(ada, bert.name)).toHaveCount(1)
    await bert.context.close()
    // Long before a heartbeat would have missed them. The five seconds of S24 are shown with the server's clock turned by hand.
    await expect(online(ada, bert.name)).toHaveCount(0)
  })
})

test('a person with three tabs counts once, until the last is closed', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const tabs = [await inAnotherTab(bert), await inAnotherTab(bert)]
  await expect(ada.room.people.getByRole('heading')).toHaveText('Online — 2')
  await expect(online(ada, bert.name)).toHaveCount(1)

  await bert.page.close()
  await tabs[0]?.page.close()
  // Somebody who comes now arrives with the next report; by then the closed tabs would have been missed.
  const cleo = await people.bot('Cleo')
  await expect(online(ada, cleo.name)).toHaveCount(1)
  await expect(online(ada, bert.name)).toHaveCount(1)

  await tabs[1]?.page.close()
  await expect(online(ada, bert.name)).toHaveCount(0)
})

const own = ({ page }: Person) => page.getByRole('button', { name: /^You: / })

test('who has not touched the page for some minutes is away, and back at once (S44)', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await bert.page.clock.install()
  await bert.page.reload()
  await expect(bert.room.status).toHaveText('Connected')
  await expect(online(ada, bert.name)).toContainText('Online')
  await bert.page.clock.fastForward('06:00')
  await expect(online(ada, bert.name)).toContainText('Away')
  await bert.page.keyboard.press('Shift')
  await expect(online(ada, bert.name)).toContainText('Online')
})

test('do not disturb is chosen once, and holds in every tab and for everybody who looks (S44)', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const tab = await inAnotherTab(bert)
  await own(bert).click()
  await bert.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click()
  await expect(online(ada, bert.name)).toContainText('Do not disturb')
  for (const each of [bert, tab]) await expect(own(each)).toContainText('Do not disturb')
  await tab.page.reload()
  await expect(own(tab)).toContainText('Do not disturb')

  await own(tab).press('Enter')
  await expect(tab.page.getByRole('menuitemradio', { name: 'Do not disturb' })).toBeChecked()
  await tab.page.getByRole('menuitemradio', { name: 'Online' }).press('Enter')
  await expect(online(ada, bert.name)).toContainText('Online')
  await expect(own(bert)).toContainText('Online')
})

test('beside a conversation one sees whether the other one is there', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await ada.page.getByRole('button', { name: 'New message' }).click()
  const form = ada.page.getByRole('dialog', { name: 'New message' })
  await form.getByRole('combobox').fill(bert.name)
  await form.getByRole('option', { name: bert.name }).click()
  await form.getByRole('button', { name: 'Open conversation' }).click()
  const entry = ada.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: bert.name })
  await expect(entry).toContainText('Online')
  await bert.context.close()
  await expect(entry).toContainText('Offline')
})
