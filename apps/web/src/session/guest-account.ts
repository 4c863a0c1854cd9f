import { type Fetch, RequestError, signInAsGuest } from '@chat/client'
import { UserId } from '@chat/protocol'
import type { SessionParts } from './session.ts'

const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.'
const TOO_MANY = 'Too many people are joining from here right now. Wait a minute and try again.'

/** Nobody looks at an empty page for longer than this. */
const CHECK_WITHIN_MS = 5_000

/** The server's account routes as this browser sees them: its session is a cookie that scripts cannot read. */
export const guestAccount: SessionParts['account'] = {
  async check() {
    try {
      const response = await fetch('/api/auth/get-session', {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(CHECK_WITHIN_MS),
      })
      return response.ok ? whoIs(await response.json()) : undefined
    } catch {
      return undefined
    }
  },
  async join(name) {
    // Another tab may have joined since this one was opened: one browser is one person.
    const present = await guestAccount.check()
    if (present) return present
    try {
      const { user } = await signInAsGuest({ url: location.origin, name, fetch: postPlainly })
      return user.id
    } catch (error) {
      // The words of `postPlainly`, in which the engine sees only that it got no answer.
      throw error instanceof RequestError && error.cause instanceof Error ? error.cause : error
    }
  },
  async leave() {
    await postPlainly('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  },
}

/** Whose session the server's answer is; undefined if it is something else, such as the page of a hotel's network. */
function whoIs(answer: unknown): UserId | null | undefined {
  if (answer === null) return null
  return UserId.safeParse(Object(Object(answer).user).id).data
}

/** A `fetch` that fails with words for the person who waits. */
const postPlainly: Fetch = async (url, init) => {
  const response = await fetch(url, init).catch((cause) => {
    throw new Error(UNREACHABLE, { cause })
  })
  if (!response.ok) throw new Error(await refusal(response))
  return response
}

/** Why the server said no; its own words where they are about what was asked. */
async function refusal(response: Response): Promise<string> {
  if (response.status === 429) return TOO_MANY
  if (response.status >= 500) return UNREACHABLE
  const body: unknown = await response.json().catch(() => undefined)
  const message: unknown = Object(body).message ?? Object(Object(body).error).message
  return typeof message === 'string' && message !== '' ? message : `The server refused (${response.status}).`
}
