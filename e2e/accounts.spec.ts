import type { BrowserContext, Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { emailOf, fillCredentials, openAccountMenu, PASSWORD } from './fixtures/account-actions.ts'
import { expect, type People, test } from './fixtures/chat-test.ts'
import { roomScreen } from './fixtures/room-screen.ts'

test.use({ connectionTrouble: true, accountRefusals: true })

/** Somebody with an account, made through the API, in a browser of their own that has opened the app. */
async function signUp(people: People, email: string, name: string): Promise<Page> {
  const page = await people.visit({
    before: (context, url) => callApi(context, url, '/create-account', { email, password: PASSWORD, name }),
  })
  await expect(roomScreen(page).status).toHaveText('Connected')
  return page
}

/** Another browser in which the same person is signed in. */
async function signInElsewhere(people: People, email: string): Promise<Page> {
  const page = await people.visit()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(page, email)
  await expect(roomScreen(page).status).toHaveText('Connected')
  return page
}

async function callApi(context: BrowserContext, url: string, path: string, data: object): Promise<void> {
  const answer = await context.request.post(new URL(`/api/auth${path}`, url).href, { data })
  expect(answer.status(), await answer.text()).toBe(200)
}

test('a guest makes an account and finds everything again in a second browser', async ({ people, unique }) => {
  const [email, secret, roomName] = [emailOf(unique('ann')), unique('only for me'), unique('Plans')]
  const bot = await people.bot('Bert')
  const ann = await people.join('Ann')
  const read = unique('read by Ann')
  await bot.send(read)
  await expect(ann.room.message(read)).toBeVisible()
  await ann.page.getByRole('button', { name: 'Create a room' }).click()
  await ann.page.getByRole('textbox', { name: 'Name' }).fill(roomName)
  await ann.page.getByRole('radio', { name: 'Private' }).check()
  await ann.page.getByRole('button', { name: 'Create room' }).click()
  const plans = roomScreen(ann.page, roomName)
  await plans.say(secret)
  await expect(plans.message(secret)).toHaveAttribute('data-state', 'sent')

  await openAccountMenu(ann.page, 'Keep this account…')
  await fillCredentials(ann.page, email)
  await expect(ann.page.getByRole('status').filter({ hasText: 'Done.' })).toBeVisible()
  await ann.page.getByRole('button', { name: 'Close', exact: true }).click()
  // Her session has been replaced by another, and she has noticed nothing.
  await expect(plans.status).toHaveText('Connected')
  await expect(plans.message(secret)).toBeVisible()

  const page = await signInElsewhere(people, email)
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(ann.name)
  const link = page.getByRole('link', { name: roomName })
  // Nothing is unread that she has read as a guest.
  await expect(page.getByRole('link', { name: /^general/ })).not.toContainText(/\d/)
  await link.click()
  const again = roomScreen(page, roomName)
  await expect(again.message(secret)).toHaveAttribute('data-own', 'true')
  await openAccountMenu(page, 'Settings…')
  await expect(page.getByText(email)).toBeVisible()
})

test('somebody new makes an account, signs out, and is themselves again with the password', async ({
  people,
  unique,
}) => {
  const [email, name, text] = [emailOf(unique('ann')), unique('Ann'), unique('I am new here')]
  const page = await people.visit()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue(name)
  await fillCredentials(page, email, 'short')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await fillCredentials(page, email)
  const room = roomScreen(page)
  await room.say(text)
  await expect(room.message(text)).toHaveAttribute('data-state', 'sent')

  await openAccountMenu(page, 'Sign out…')
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(page, email)
  await expect(page.getByRole('button', { name: /^You/ })).toContainText(name)
  await expect(room.message(text)).toHaveAttribute('data-own', 'true')
})

test('a device that is signed out from another is out within a second', async ({ people, unique }) => {
  const email = emailOf(unique('ann'))
  const laptop = await signUp(people, email, unique('Ann'))
  await openAccountMenu(laptop, 'Settings…')
  await laptop.getByRole('tab', { name: 'Devices' }).click()
  const devices = laptop.getByRole('list', { name: 'Devices' }).getByRole('listitem')
  // Whoever's machine stalls for that second may try again.
  await expect(async () => {
    const phone = await signInElsewhere(people, email)
    // Counted in the browser itself, so that a slow test does not count.
    const ended = await phone.evaluateHandle(() => ({
      at: new Promise<number>((resolve) => {
        new MutationObserver(() => {
          if (document.body.textContent.includes('Your session has ended')) resolve(Date.now())
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    }))
    await laptop.getByRole('tab', { name: 'Profile' }).click()
    await laptop.getByRole('tab', { name: 'Devices' }).click()
    await expect(devices).toHaveCount(2)
    await expect(devices.first()).toContainText('This device')
    await expect(devices.last()).toContainText('In use now')
    await devices
      .last()
      .getByRole('button', { name: /^Sign out/ })
      .click()
    const answered = laptop
      .waitForResponse((response) => response.url().endsWith('/sign-out-device'))
      .then(() => Date.now())
    await devices.last().getByRole('button', { name: 'Sign out', exact: true }).click()
    const answeredAt = await answered
    expect((await ended.evaluate(({ at }) => at)) - answeredAt).toBeLessThan(1_000)
    await expect(devices).toHaveCount(1)
    await expect(phone.getByText('Your session has ended.')).toBeVisible()
  }).toPass()
})

test('a new password signs the other devices out, and not the one that changed it', async ({ people, unique }) => {
  const email = emailOf(unique('ann'))
  const laptop = await signUp(people, email, unique('Ann'))
  const phone = await signInElsewhere(people, email)
  await openAccountMenu(laptop, 'Settings…')
  await laptop.getByRole('tab', { name: 'Security' }).click()
  await laptop.getByLabel('Current password').fill('not this one')
  await laptop.getByLabel('New password').fill('another password')
  await laptop.keyboard.press('Enter')
  await expect(laptop.getByRole('alert').filter({ hasText: 'The password is wrong.' })).toBeVisible()
  await laptop.getByLabel('Current password').fill(PASSWORD)
  await laptop.keyboard.press('Enter')
  await expect(laptop.getByText('Your password is changed.')).toBeVisible()
  await expect(phone.getByText('Your session has ended.')).toBeVisible()
  await laptop.keyboard.press('Escape')
  await expect(roomScreen(laptop).status).toHaveText('Connected')
})

test('a link to a room leads there after the sign-in', async ({ people, unique, server }) => {
  const [email, roomName] = [emailOf(unique('ann')), unique('Plans')]
  const laptop = await signUp(people, email, unique('Ann'))
  await laptop.getByRole('button', { name: 'Create a room' }).click()
  await laptop.getByRole('textbox', { name: 'Name' }).fill(roomName)
  await laptop.getByRole('button', { name: 'Create room' }).click()
  await expect(roomScreen(laptop, roomName).composer).toBeVisible()
  const address = new URL(laptop.url()).pathname

  const page = await people.visit({ url: `${server.url}${address}` })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(page, email, 'wrong password')
  await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.')
  await fillCredentials(page, email)
  await expect(roomScreen(page, roomName).heading).toBeVisible()
})

test('who signs in over a guest is told what is lost, and may turn back', async ({ people, unique }) => {
  const email = emailOf(unique('ann'))
  await signUp(people, email, unique('Ann Account'))
  const guest = await people.join('Gus')
  await openAccountMenu(guest.page, 'Sign in to an account…')
  await expect(guest.page.getByRole('dialog')).toContainText('is left behind')
  await guest.page.getByRole('button', { name: 'Cancel' }).click()
  await expect(guest.page.getByRole('button', { name: /^You/ })).toContainText('Gus')

  await openAccountMenu(guest.page, 'Sign in to an account…')
  await guest.page.getByRole('button', { name: /behind$/ }).click()
  await fillCredentials(guest.page, email)
  await expect(guest.page.getByRole('button', { name: /^You/ })).toContainText('Ann Account')
  await expect(guest.room.status).toHaveText('Connected')
})

test('an authenticator app is asked for at the next sign-in, and a backup code stands in for it', async ({
  people,
  unique,
}) => {
  const email = emailOf(unique('ann'))
  const laptop = await signUp(people, email, unique('Ann'))
  await openAccountMenu(laptop, 'Settings…')
  await laptop.getByRole('tab', { name: 'Security' }).click()
  await laptop.getByLabel('Your password').fill(PASSWORD)
  await laptop.getByRole('button', { name: 'Set up' }).click()
  await expect(laptop.getByRole('img', { name: /QR code/ })).toBeVisible()
  await laptop.getByText('It cannot be scanned?').click()
  const app = new TOTP({ secret: Secret.fromBase32((await laptop.locator('code').textContent()) ?? '') })
  await laptop.getByRole('textbox', { name: 'Code' }).fill(app.generate())
  await laptop.getByRole('button', { name: 'Turn on' }).click()
  const backupCode = await laptop
    .getByRole('list', { name: 'Backup codes' })
    .getByRole('listitem')
    .first()
    .textContent()
  await laptop.getByRole('button', { name: 'I have kept them' }).click()
  await expect(laptop.getByRole('button', { name: 'Turn off…' })).toBeVisible()
  await laptop.keyboard.press('Escape')
  await expect(roomScreen(laptop).status).toHaveText('Connected')

  const phone = await people.visit()
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(phone, email)
  await phone.getByRole('textbox', { name: 'Code' }).fill('000000')
  await phone.keyboard.press('Enter')
  await expect(phone.getByRole('alert')).toContainText('This code is wrong')
  await phone.getByRole('button', { name: 'Use a backup code' }).click()
  await phone.getByRole('textbox', { name: 'Backup code' }).fill(backupCode ?? '')
  await phone.keyboard.press('Enter')
  await expect(roomScreen(phone).status).toHaveText('Connected')
})

test('who deletes their account is out, and what they wrote stays under no name', async ({ people, unique }) => {
  const [email, name, text] = [emailOf(unique('ann')), unique('Ann'), unique('I was here')]
  const bob = await people.join('Bob')
  const page = await signUp(people, email, name)
  await roomScreen(page).say(text)
  await expect(bob.room.message(text)).toContainText(name)
  await openAccountMenu(page, 'Settings…')
  await page.getByRole('button', { name: 'Delete account…' }).click()
  await page.getByLabel('Password, to confirm').fill(PASSWORD)
  await page.getByRole('button', { name: 'Delete account', exact: true }).click()
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await expect(bob.room.message(text)).toContainText('Deleted account')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillCredentials(page, email)
  await expect(page.getByRole('alert')).toContainText('is wrong')
})
