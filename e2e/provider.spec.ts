import { startIdentityProvider, type TestIdentityProvider } from '../apps/server/test/identity-provider.ts'
import { openAccountMenu } from './fixtures/account-actions.ts'
import { type ChatServer, startChatServer } from './fixtures/chat-server.ts'
import { test as base, expect } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'

/**
 * A server whose people may sign in through a provider, and that provider. Of one test and named first there, so that it goes
 * after the people: for what lasts as long as a worker, the runner ends the worker, its browser and its server.
 */
const test = base.extend<{ provided: { chat: ChatServer; at: TestIdentityProvider } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  provided: async ({}, use) => {
    let at: TestIdentityProvider | undefined
    const chat = await startChatServer(async (url) => {
      at = await startIdentityProvider(`${url}/provider`)
      const { issuer, clientId, clientSecret } = at
      return {
        PUBLIC_URL: url,
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: clientId,
        OIDC_CLIENT_SECRET: clientSecret,
        OIDC_NAME: 'Example',
      }
    })
    if (!at) throw new Error('There is no provider')
    await use({ chat, at })
    await chat.remove()
    await at.stop()
  },
})

test.use({ connectionTrouble: true, accountRefusals: true })

test('a guest keeps everything through the provider, and is found again in a second browser', async ({
  provided: { chat, at },
  people,
  unique,
}) => {
  const text = unique('said as a guest')
  at.person = { sub: unique('ann'), email: `${unique('ann').replaceAll(' ', '-')}@example.org`, email_verified: true }
  const ann = await people.join('Ann', { url: chat.url })
  await ann.room.say(text)
  await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
  await openAccountMenu(ann.page, 'Keep this account…')
  await ann.page.getByRole('button', { name: 'Continue with Example' }).click()
  await expect(ann.room.status).toHaveText('Connected')
  await expect(ann.room.message(text)).toHaveAttribute('data-own', 'true')
  await expect(ann.page).not.toHaveURL(/code=/)

  const page = await people.visit({ url: `${chat.url}/r/general` })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Continue with Example' }).click()
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(ann.name)
  await expect(page).toHaveURL(`${chat.url}/r/general`)
  await openAccountMenu(page, 'Settings…')
  await page.getByRole('tab', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'Remove Example…' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'the only way into your account' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('whoever the provider turns away reads why, and comes back to the sign-in', async ({
  provided: { chat, at },
  people,
}) => {
  at.person = undefined
  const page = await people.visit({ url: chat.url })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Continue with Example' }).click()
  await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await expect(page.getByText('Example has not let you through.')).toBeVisible()
  await page.getByRole('link', { name: 'Back to Chat' }).click()
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
})
