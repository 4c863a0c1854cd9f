import { PROTOCOL_VERSION, type UserId } from '@chat/protocol'
import { connectPerson, type Person } from './connect-person.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what a test looks at
  readonly body: any
}

/** A browser as far as accounts go: it keeps cookies, and connects by them. */
export interface Browser {
  post(path: string, body?: unknown): Promise<Answer>
  get(path: string): Promise<Answer>
  /** Joins as a guest. */
  joinAs(name: string): Promise<UserId>
  /** Opens a tab. */
  connect(): Promise<Person>
  /** Forgets everything, as a new device. */
  readonly cookies: Map<string, string>
}

export const PASSWORD = 'correct horse battery'

/** @param headers what the browser sends with every request, such as a User-Agent */
export function openBrowser(url: string, headers: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${url}/api/auth${path}`, {
      method,
      redirect: 'manual',
      headers: { ...headers, cookie: cookie(), ...(method === 'POST' && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, pair.slice(name.length + 1))
    }
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }

  return {
    cookies,
    post: (path, body) => ask('POST', path, body),
    get: (path) => ask('GET', path),
    async joinAs(name) {
      return (await ask('POST', '/sign-in/anonymous', { name })).body.user.id
    },
    async connect() {
      const { body } = await ask('GET', '/get-session')
      return connectPerson(url, {
        credentials: { token: '', cookie: cookie(), userId: body.user.id },
        socket: { auth: { protocol: PROTOCOL_VERSION }, extraHeaders: { cookie: cookie(), 'x-chat-client': 'test' } },
      })
    },
  }
}

/** A browser in which somebody has just made an account. */
export async function signUp(url: string, email: string, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = openBrowser(url, headers)
  const { status, body } = await browser.post('/create-account', { email, password: PASSWORD, name: 'Ann Account' })
  if (status !== 200) throw new Error(`Could not sign up: ${JSON.stringify(body)}`)
  return browser
}

/** Another browser in which the same person signs in. */
export async function signInAgain(url: string, email: string, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = openBrowser(url, headers)
  const { status, body } = await browser.post('/sign-in/email', { email, password: PASSWORD })
  if (status !== 200) throw new Error(`Could not sign in: ${JSON.stringify(body)}`)
  return browser
}
