import { PROTOCOL_VERSION } from '@chat/protocol'
import { URI } from 'otpauth'
import { expect, it, test } from 'vitest'
import { type Browser, openBrowser, PASSWORD, signInAgain, signUp } from '../../test/browser.ts'
import { refusedConnection } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const EMAIL = 'ann@example.org'

/** Another browser with the same cookies. */
function copyOf(url: string, { cookies }: Browser): Browser {
  const copy = openBrowser(url)
  for (const [name, value] of cookies) copy.cookies.set(name, value)
  return copy
}

const personOf = async (browser: Browser) => (await browser.get('/get-session')).body?.user.email

it('is of no use to have planted a session in the browser in which somebody signs in', async () => {
  const { url } = await startServer()
  await signUp(url, EMAIL)
  const mallory = openBrowser(url)
  await mallory.joinAs('Mallory')
  for (const planted of [mallory.cookies.get('chat.session') ?? '', 'chosen-by-mallory', 'chosen.bm8=']) {
    const [ann, thief] = [openBrowser(url), openBrowser(url)]
    for (const { cookies } of [ann, thief]) cookies.set('chat.session', planted)
    expect((await ann.post('/sign-in/email', { email: EMAIL, password: PASSWORD })).status).toBe(200)
    expect(await personOf(ann)).toBe(EMAIL)
    expect(ann.cookies.get('chat.session')).not.toBe(planted)
    expect(await personOf(thief)).not.toBe(EMAIL)
  }
})

test.for<[string, (ann: Browser) => Promise<unknown>]>([
  [
    'a new password',
    (ann) => ann.post('/change-password', { currentPassword: PASSWORD, newPassword: 'another, longer one' }),
  ],
  [
    'a second factor',
    async (ann) => {
      const { body } = await ann.post('/two-factor/enable', { password: PASSWORD })
      const code = URI.parse(body.totpURI).generate()
      expect((await ann.post('/two-factor/verify-totp', { code })).status).toBe(200)
    },
  ],
])('%s makes whoever has copied the cookie before a stranger', async ([, protect]) => {
  const { url } = await startServer()
  const ann = await signUp(url, EMAIL)
  const thief = copyOf(url, ann)
  expect(await personOf(thief)).toBe(EMAIL)
  await protect(ann)
  expect(await personOf(ann)).toBe(EMAIL)
  await expect.poll(() => personOf(thief)).toBeUndefined()
})

test('a session that was ended counts nowhere any more, whatever else the browser still has', async () => {
  const { url } = await startServer()
  const laptop = await signUp(url, EMAIL)
  // Whatever the server would let a browser keep of who it is.
  await laptop.get('/get-session')
  await laptop.get('/account')
  expect([...laptop.cookies.keys()]).toEqual(['chat.session'])
  const phone = await signInAgain(url, EMAIL)
  await phone.post('/revoke-other-sessions')
  expect(await personOf(copyOf(url, laptop))).toBeUndefined()
  const cookie = [...laptop.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const handshake = { auth: { protocol: PROTOCOL_VERSION }, extraHeaders: { cookie, 'x-chat-client': 'test' } }
  expect(await refusedConnection(url, handshake)).toMatchObject({ code: 'AUTH_EXPIRED' })
})
