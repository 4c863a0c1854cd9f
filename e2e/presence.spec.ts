import type { Locator } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'

function online(person: Person, name: string): Locator {
  return person.room.people.getByRole('list', { name: 'People online' }).getByRole('listitem').filter({ hasText: name })
}

test('everybody sees who is online and how many', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  for (const person of [ada, bert]) {
    await expect(person.room.people.getByRole('heading')).toHaveText('Online — 2')
    await expect(online(person, ada.name)).toHaveCount(1)
    await expect(online(person, bert.name)).toHaveCount(1)
  }
  await expect(online(ada, ada.name)).toContainText('you')
  await expect(online(ada, bert.name)).not.toContainText('you')
})

test('a person with three tabs counts once, until the last is closed', async ({ people, server }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const tabs = [await bert.context.newPage(), await bert.context.newPage()]
  for (const tab of tabs) {
    await tab.goto(server.url)
    await expect(tab.getByRole('status', { name: 'Connection' })).toHaveText('Connected')
  }
  await expect(ada.room.people.getByRole('heading')).toHaveText('Online — 2')
  await expect(online(ada, bert.name)).toHaveCount(1)

  await bert.page.close()
  await tabs[0]?.close()
  // Somebody who comes now arrives with the next report; by then the closed tabs would have been missed.
  const cleo = await people.join('Cleo')
  await expect(online(ada, cleo.name)).toHaveCount(1)
  await expect(online(ada, bert.name)).toHaveCount(1)

  await tabs[1]?.close()
  await expect(online(ada, bert.name)).toHaveCount(0)
})

test('who leaves is gone within seconds', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await expect(online(ada, bert.name)).toHaveCount(1)
  await bert.context.close()
  // Long before a heartbeat would have missed them. The five seconds of S24 are shown with the server's clock turned by hand.
  await expect(online(ada, bert.name)).toHaveCount(0, { timeout: 15_000 })
})
