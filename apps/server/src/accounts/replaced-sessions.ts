import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../clock.ts'

/** How long the answer with a new session gets to be there before the connections of the old one end. */
const HEAD_START_MS = 300

interface AccountRequest {
  /** The session that the request came with. */
  readonly own: string | undefined
  /** Whether that one has ended meanwhile. */
  ended: boolean
}

/**
 * Where a request replaces its own session by another, whoever listens hears of the end a moment after the answer: a
 * browser that heard of it sooner would ask with the old cookie whether it is still signed in. All other ends are told at
 * once.
 */
export function tellOfReplacedLater(clock: Clock, tell: (sessionId: string) => void) {
  const requests = new AsyncLocalStorage<AccountRequest>()
  return {
    ended(sessionId: string): void {
      const request = requests.getStore()
      if (request?.own === sessionId) request.ended = true
      else tell(sessionId)
    },
    /** @param own the session that the request comes with */
    async during(own: string | undefined, answer: () => Promise<Response>): Promise<Response> {
      const request: AccountRequest = { own, ended: false }
      const response = await requests.run(request, answer)
      if (own !== undefined && request.ended) {
        if (hasNewSession(response)) clock.schedule(HEAD_START_MS, () => tell(own))
        else tell(own)
      }
      return response
    },
  }
}

function hasNewSession(response: Response): boolean {
  return response.headers.getSetCookie().some((cookie) => /^(__Host-)?chat\.session=[^;]/.test(cookie))
}
