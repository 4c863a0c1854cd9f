import { type MailServer, startMailServer } from '../apps/server/test/mail-server.ts'
import { emailOf, fillCredentials, openAccountMenu } from './fixtures/account-actions.ts'
import { type ChatServer, startChatServer } from './fixtures/chat-server.ts'
import { test as base, expect } from './fixtures/chat-test.ts'
import { dialog, violations } from './fixtures/page-parts.ts'

/**
 * A server that sends mails, and where they come in. Of one test and named first there, so that it goes after the people: for
 * what lasts as long as a worker, the runner ends the worker, its browser and its server.
 */
const test = base.extend<{ posted: { chat: ChatServer; mails: MailServer } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  posted: async ({}, use) => {
    const mails = await startMailServer()
    const chat = await startChatServer(async (url) => ({
      PUBLIC_URL: url,
      SMTP_URL: mails.smtpUrl,
      MAIL_FROM: 'Chat <chat@example.org>',
    }))
    await use({ chat, mails })
    await chat.remove()
    await mails.stop()
  },
})

test.use({ connectionTrouble: true, accountRefusals: true })

test('an address is confirmed by the link in a mail, and a forgotten password replaced by another', async ({
  posted: { chat, mails },
  people,
  unique,
}) => {
  const email = emailOf(unique('ann'))
  const linkTo = async (page: string) => `${chat.url}/${page}#${await mails.token(email, page)}`
  const ann = await people.join('Ann', { url: chat.url })
  await openAccountMenu(ann.page, 'Keep this account…')
  await fillCredentials(ann.page, email)
  await expect(ann.page.getByRole('status').filter({ hasText: 'Done.' })).toBeVisible()
  await ann.page.getByRole('button', { name: 'Close', exact: true }).click()
  const unconfirmed = dialog(ann.page, 'Settings').getByText('This address is not confirmed yet.')
  await openAccountMenu(ann.page, 'Settings…')
  await expect(unconfirmed).toBeVisible()
  await ann.page.keyboard.press('Escape')

  const page = await people.visit({ url: await linkTo('confirm-email') })
  await expect(page.getByRole('heading', { name: 'Confirmed' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await openAccountMenu(ann.page, 'Settings…')
  await expect(dialog(ann.page, 'Settings').getByText(email)).toBeVisible()
  await expect(unconfirmed).toBeHidden()
  await page.getByRole('link', { name: 'Open Chat' }).click()

  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Forgot password?' }).click()
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.keyboard.press('Enter')
  await expect(page.getByText('a mail with a link is on its way')).toBeVisible()
  const reset = await linkTo('reset-password')
  await page.goto(reset)
  await page.getByLabel('New password').fill('short')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('New password').fill('a password that is new')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()
  await expect(ann.page.getByText('Your session has ended.')).toBeVisible()

  await page.getByRole('link', { name: 'Open Chat' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(page, email)
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
  await fillCredentials(page, email, 'a password that is new')
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(ann.name)

  // It works once.
  await page.goto(reset)
  await page.getByLabel('New password').fill('one that somebody else wants')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Open Chat' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
})
