import { type IncomingMessage, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openBrowser, PASSWORD, signUp } from '../../test/browser.ts'
import { startServer } from '../../test/start-server.ts'
import { writeWebFiles } from '../../test/test-http-server.ts'
import { routeAccess } from '../gate/access/route-access.ts'

const EMAIL = 'ann@example.org'

/** Where an attacker would like people to end up, some of it written so that it looks like one of our pages; and one of them. */
const DESTINATIONS = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5cevil.example',
  '/%2fevil.example',
  '/\t/evil.example',
  'https:evil.example',
  'http://localhost:3000@evil.example',
  'http://localhost:3000.evil.example',
  'javascript:fetch("//evil.example")',
  'data:text/html,evil.example',
  '/a/..//evil.example',
  '/settings',
]

/** All that better-auth has for saying where to go next. */
const parameters = (where: string) => ({
  callbackURL: where,
  redirectTo: where,
  errorCallbackURL: where,
  newUserCallbackURL: where,
})

/** What gets a route as far as to where it would send somebody on. */
const bodies: Readonly<Record<string, object>> = {
  '/sign-in/email': { email: EMAIL, password: PASSWORD },
  '/request-password-reset': { email: EMAIL },
  '/reset-password': { token: 'made up', newPassword: PASSWORD },
}

describe('nobody is sent to another site', () => {
  it.each(DESTINATIONS)('by a route of the accounts that is told to go on to %j', async (where) => {
    const { url } = await startServer()
    await signUp(url, EMAIL)
    for (const row of Object.keys(routeAccess)) {
      const [method, route = ''] = row.split(' ')
      const path = route.replace('/api/auth', '')
      if (path === route) continue
      const query = `?token=made-up&${new URLSearchParams(parameters(where))}`
      const browser = openBrowser(url)
      const { status, headers, body } =
        method === 'GET'
          ? await browser.get(path + query)
          : await browser.post(path + query, { ...bodies[path], ...parameters(where) })
      expect(Math.floor(status / 100), row).not.toBe(3)
      expect(headers.get('location'), row).toBeNull()
      expect(JSON.stringify(body ?? ''), row).not.toContain(where)
    }
  })

  it('by an address of ours with another one in it', async () => {
    const webRoot = await writeWebFiles({ 'index.html': 'Chat', 'assets/a.js': '1' })
    const { url } = await startServer({ webRoot })
    for (const path of [
      '//evil.example',
      '//evil.example/..',
      '//evil.example/%2e%2e/',
      '/\\evil.example',
      '/%5cevil.example/',
      '/assets//evil.example/..',
      '/assets',
      '/http://evil.example',
      '/.//evil.example',
    ]) {
      const answer = await get(url, path)
      expect(answer.statusCode, path).not.toBeGreaterThanOrEqual(500)
      expect(answer.headers.location, path).toBeUndefined()
    }
  })
})

/** Asks for a path as it is written; `fetch` would straighten it. */
function get(url: string, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    request({ hostname, port, path, headers: { accept: 'text/html' } }, (response) => {
      response.resume()
      resolve(response)
    })
      .on('error', reject)
      .end()
  })
}
