import { expect, test } from 'vitest'
import { type Browser, PASSWORD, signInAgain, signUp } from '../../test/browser.ts'
import { startServer } from '../../test/start-server.ts'

const EMAIL = 'ann@example.org'

test.for<[string, (browser: Browser) => Promise<{ status: number; headers: Headers }>]>([
  ['signs in', (browser) => browser.post('/sign-in/email', { email: EMAIL, password: PASSWORD })],
  ['joins as a guest', (browser) => browser.post('/sign-in/anonymous', { name: 'Guest' })],
  [
    'makes an account',
    (browser) => browser.post('/create-account', { email: 'bob@example.org', password: PASSWORD, name: 'Bob' }),
  ],
])('whoever %s where a session has been ended from elsewhere is in at once', async ([, enter]) => {
  const { url } = await startServer()
  const laptop = await signUp(url, EMAIL)
  await (await signInAgain(url, EMAIL)).post('/revoke-other-sessions')
  const { status, headers } = await enter(laptop)
  expect(status).toBe(200)
  expect(headers.get('set-auth-token')).toBeTruthy()
  const person = await laptop.connect()
  expect(person.socket.connected).toBe(true)
})
