import type { CDPSession, Page } from '@playwright/test'
import { expect, type People, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test.use({ connectionTrouble: true, accountRefusals: true })

const PASSWORD = 'correct horse battery'

/** A device that knows its owner and keeps passkeys, plugged into this page's browser. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  return { cdp, authenticatorId }
}

/** The same server under a name: an address of numbers has no passkeys. */
const byName = (url: string) => url.replace('127.0.0.1', 'localhost')

/** Somebody with an account, made through the API, in a browser of their own that has opened the app there. */
async function signUp(people: People, url: string, email: string, name: string): Promise<Page> {
  const page = await people.visit({
    url,
    async before({ request }) {
      const data = { email, password: PASSWORD, name }
      const answer = await request.post(`${url}/api/auth/create-account`, { data })
      expect(answer.status(), await answer.text()).toBe(200)
    },
  })
  await expect(roomScreen(page).status).toHaveText('Connected')
  return page
}

async function openSecurity(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You/ }).click()
  await page.getByRole('menuitem', { name: 'Settings…' }).click()
  await page.getByRole('tab', { name: 'Security' }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out…' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('a passkey is added, signs in, and is removed again', async ({ people, unique, server }) => {
  const name = unique('Ann')
  const page = await signUp(people, byName(server.url), `${name.replaceAll(' ', '-').toLowerCase()}@example.org`, name)
  await addAuthenticator(page)
  // A browser that proposes none by itself: there is the button alone.
  await page.evaluate(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })

  await openSecurity(page)
  const ways = page.getByRole('list', { name: 'Ways to sign in' }).getByRole('listitem')
  await expect(ways).toHaveText([/Password/])
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('My laptop')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Password, to confirm').fill('not this one')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The password is wrong.' })).toBeVisible()
  await page.getByLabel('Password, to confirm').fill(PASSWORD)
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(ways).toHaveText([/Password/, /My laptop.*Not used yet/])
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(roomScreen(page).status).toHaveText('Connected')
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(name)

  await openSecurity(page)
  await expect(ways).toHaveText([/Password/, /My laptop.*Last used: Today/])
  await page.getByRole('button', { name: 'Remove My laptop…' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(ways).toHaveText([/Password/])
  await page.keyboard.press('Escape')

  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This passkey is not known here' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('the browser proposes a passkey beside the e-mail address, and that signs in', async ({
  people,
  unique,
  server,
}) => {
  const name = unique('Ann')
  const page = await signUp(people, byName(server.url), `${name.replaceAll(' ', '-').toLowerCase()}@example.org`, name)
  await addAuthenticator(page)
  await openSecurity(page)
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  await page.getByLabel('Password, to confirm').fill(PASSWORD)
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByRole('list', { name: 'Ways to sign in' }).getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')
  // The virtual device accepts the proposal as soon as it is there.
  await signOut(page)
  await expect(roomScreen(page).status).toHaveText('Connected')
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(name)
})

test('a person who does not show who they are gets a calm word, and the password still works', async ({
  people,
  unique,
  server,
}) => {
  const [name, email] = [unique('Ann'), `${unique('ann').replaceAll(' ', '-')}@example.org`]
  const page = await signUp(people, byName(server.url), email, name)
  const { cdp, authenticatorId } = await addAuthenticator(page)
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await openSecurity(page)
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  await page.getByLabel('Password, to confirm').fill(PASSWORD)
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'That was cancelled, or took too long.' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('list', { name: 'Ways to sign in' }).getByRole('listitem')).toHaveCount(1)
})

test('under an address that can have no passkeys none is offered, and the settings say why', async ({
  people,
  unique,
  server,
}) => {
  const page = await signUp(people, server.url, `${unique('ann').replaceAll(' ', '-')}@example.org`, unique('Ann'))
  await openSecurity(page)
  await expect(page.getByText('only where Chat is opened by https and a name')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a passkey…' })).toBeHidden()
  await page.keyboard.press('Escape')
  await signOut(page)
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeHidden()
})
