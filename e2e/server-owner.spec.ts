import { inAnotherTab } from './fixtures/another-device.ts'
import { startChatServer } from './fixtures/chat-server.ts'
import { test as base, expect, type Person } from './fixtures/chat-test.ts'

/** A server of its own for each test: an owner's link works once. Named first, so that it goes after the people. */
const test = base.extend<{ fresh: { url: string; ownerLink: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  fresh: async ({}, use) => {
    const server = await startChatServer()
    await expect.poll(server.ownerLink).toBeDefined()
    await use({ url: server.url, ownerLink: server.ownerLink() ?? '' })
    await server.remove()
  },
})

/** Opens the link of the owner in a page that is open already, as pasting it into the address does. */
async function openLink({ page }: Person, link: string) {
  await page.goto(link)
  await page.reload()
}

async function becomeOwner(person: Person, link: string) {
  await openLink(person, link)
  // It works once, and a step to another place is no answer.
  await expect(person.page.getByRole('dialog', { name: 'Own this server?' })).toBeVisible()
  await person.page.locator('nav a', { hasText: 'general' }).evaluate((room: HTMLElement) => room.click())
  await expect(person.page).toHaveURL(/\/r\/general$/)
  await person.page.getByRole('button', { name: 'Own this server' }).click()
  await expect(person.page.getByRole('dialog', { name: 'You own this server' })).toBeVisible()
  await person.page.getByRole('button', { name: 'Show people' }).click()
  await expect(person.page.getByRole('heading', { name: 'People' })).toBeFocused()
}

/** Finds somebody on the page of all people and asks for something to be done about them; gives their row. */
async function choose({ page }: Person, action: string, name: string) {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name)
  const row = page.getByRole('listitem').filter({ hasText: name })
  await row.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
  return row
}

test('a server has an owner, who makes others admins and says who may join', async ({
  fresh: { url, ownerLink },
  people,
}) => {
  const ada = await people.join('Ada', { url })
  await becomeOwner(ada, ownerLink)
  await test.step('the link of a new server makes whoever opens it the owner, and nobody else after that', async () => {
    const everybody = ada.page.getByRole('list', { name: 'Everybody on this server' })
    await expect(everybody.getByRole('listitem').filter({ hasText: ada.name })).toContainText('Owner')
    expect(ada.page.url()).not.toContain(ownerLink.split('#')[1])
    await ada.page.getByRole('button', { name: 'Back to the rooms' }).click()
    await expect(ada.room.heading).toBeVisible()

    const mallory = await people.join('Mallory', { url })
    await openLink(mallory, ownerLink)
    await mallory.page.getByRole('button', { name: 'Own this server' }).click()
    await expect(mallory.page.getByRole('dialog', { name: 'This link does not work any more' })).toBeVisible()
    await mallory.page.getByRole('button', { name: 'Close' }).click()
    await mallory.page.goto(`${url}/#people`)
    await expect(mallory.page.getByText('This page is for those who run the server.')).toBeVisible()
  })

  await test.step('an owner makes somebody an admin, and says who may join', async () => {
    await ada.page.getByRole('button', { name: /^You/ }).click()
    await ada.page.getByRole('menuitem', { name: 'People on this server' }).click()
    const bob = await people.join('Bob', { url })
    const row = await choose(ada, 'Make admin…', bob.name)
    const question = ada.page.getByRole('dialog', { name: `Make ${bob.name} an admin?` })
    await expect(question).toContainText('They read no room that they are not in.')
    await question.getByRole('button', { name: 'Make admin' }).click()
    await expect(row).toContainText('Admin')
    await bob.page.getByRole('button', { name: /^You/ }).click()
    await bob.page.getByRole('menuitem', { name: 'People on this server' }).click()
    await expect(bob.page.getByRole('list', { name: 'Everybody on this server' })).toContainText(ada.name)

    const visitor = await people.visit({ url })
    await expect(visitor.getByRole('button', { name: 'Join' })).toBeVisible()
    for (const way of ['Guests', 'New accounts']) {
      await bob.page.getByRole('switch', { name: way }).click()
      await expect(bob.page.getByRole('switch', { name: way })).not.toBeChecked()
    }
    await visitor.reload()
    await expect(visitor.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(visitor.getByRole('button', { name: 'Create an account' })).toHaveCount(0)
    await expect(visitor.getByRole('button', { name: 'Join as a guest' })).toHaveCount(0)
    await bob.page.getByRole('button', { name: 'Back to the rooms' }).click()
    await expect(bob.room.status).toHaveText('Connected')
  })
})

test('somebody is suspended and let in again, and deleted with all that they wrote', async ({
  fresh: { url, ownerLink },
  people,
}) => {
  const ada = await people.join('Ada', { url })
  await becomeOwner(ada, ownerLink)
  const bob = await people.join('Bob', { url })
  await test.step('somebody who is suspended sees at once that they are, and comes back when they are let in again', async () => {
    await bob.room.say('I am still here')

    const row = await choose(ada, 'Suspend…', bob.name)
    await ada.page
      .getByRole('dialog', { name: `Suspend ${bob.name}?` })
      .getByRole('button', { name: 'Suspend' })
      .click()
    await expect(row).toContainText('Suspended')
    await expect(bob.page.getByRole('heading', { name: 'You are suspended' })).toBeFocused()
    await expect(bob.page.getByRole('main')).toContainText('Whoever runs it can let you in again.')

    await choose(ada, 'Let in again…', bob.name)
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Let in' }).click()
    await expect(row).not.toContainText('Suspended')
    await bob.page.getByRole('button', { name: 'Try again' }).click()
    await expect(bob.room.status).toHaveText('Connected')
    await expect(bob.room.message('I am still here')).toBeVisible()
  })

  await test.step('who is deleted with all that they wrote is out at once, and others see their messages go', async () => {
    const cy = await people.join('Cy', { url })
    const { page: tab } = await inAnotherTab(bob)
    await cy.room.say('good morning')
    await expect(bob.room.message('good morning')).toBeVisible()
    for (const text of ['first rude thing', 'second rude thing']) await bob.room.say(text)
    await cy.room.say('please stop')
    await expect(cy.room.message('first rude thing')).toContainText(bob.name)
    await expect(cy.room.message('second rude thing')).toBeVisible()

    const row = await choose(ada, 'Delete…', bob.name)
    const dialog = ada.page.getByRole('dialog', { name: `Delete ${bob.name}?` })
    await dialog.getByRole('radio', { name: 'Delete it' }).check()
    const confirm = dialog.getByRole('button', { name: 'Delete', exact: true })
    await dialog.getByRole('textbox').fill(bob.name.slice(0, -1))
    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox').fill(bob.name)
    await confirm.click()

    await expect(row).toHaveCount(0)
    await expect(dialog).toHaveCount(0)
    for (const page of [bob.page, tab]) await expect(page.getByText('Your session has ended.')).toBeVisible()
    await expect(cy.room.messages.filter({ hasText: 'This message was deleted.' })).toHaveCount(3)
    for (const text of ['rude thing', 'I am still here']) await expect(cy.room.timeline).not.toContainText(text)
    await expect(cy.room.timeline).toContainText('Deleted account')
    await expect(cy.room.message('please stop')).toBeVisible()
  })
})
