import { suggestGuestName, UserId } from '@chat/protocol'
import { betterAuth } from 'better-auth'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { Logger } from '../logger.ts'
import { createAttemptLimits } from './attempt-limits.ts'
import { authOptions, RENEWAL_MS, SESSION_MS } from './auth-options.ts'
import type { LastSeen } from './last-seen.ts'
import { createMails } from './mails.ts'
import { openIdentityProvider } from './provider/identity-provider.ts'
import { inOurCodes } from './refusal.ts'
import { refuseRequest } from './refuse-request.ts'
import { tellOfReplacedLater } from './replaced-sessions.ts'
import { sessionCookieName } from './session-cookie.ts'
import { createSessionFinder, findSessionExpiry } from './sessions-store.ts'
import { bearerToken, signedTokenOf, verifiedToken } from './signed-token.ts'
import { SUSPENDED, whatKeepsOut } from './suspended.ts'

/** Who acts, and by which session. */
export interface Identity {
  readonly userId: UserId
  readonly sessionId: string
  /** When the session ends, in milliseconds since the epoch. Using it moves this on. */
  readonly expiresAt: number
}

/** People and their sessions. The one place that knows better-auth. */
export interface Accounts {
  /**
   * Who a request or handshake belongs to, by session cookie or `Authorization: Bearer`.
   *
   * @throws {ChatError} FORBIDDEN for somebody who is suspended
   */
  authenticate(headers: Headers): Promise<Identity | undefined>
  /** When these sessions end, in milliseconds since the epoch; those that do not exist any more are left out. */
  sessionExpiry(sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Answers everything under /api/auth. Rejects only for a failure of ours. */
  handle(request: Request): Promise<Response>
  /**
   * Calls the listener with the ids of sessions that were ended: signed out, revoked, expired.
   *
   * @returns stops it
   */
  onSessionsEnded(listener: (sessionIds: readonly string[]) => void): () => void
}

export interface AccountsOptions {
  readonly database: Database
  readonly config: Config
  /** Signs session cookies and tokens. */
  readonly secret: string
  readonly logger: Logger
  readonly clock: Clock
  readonly lastSeen: Pick<LastSeen, 'isHere'>
  /** Awaited after somebody new is in the database and before they get the answer to their sign-in. */
  onPersonCreated(userId: UserId): Promise<void>
  /** Tells those who see somebody that they have changed. */
  onPersonChanged(userId: UserId): Promise<void>
  /** The names of the rooms that have others in them and nobody else who owns them. */
  roomsOnlyOwnedBy(userId: UserId): Promise<string[]>
  /** Ends the connections of somebody who has been erased, and takes them out of every room. */
  finishDeletion(userId: UserId): Promise<void>
  /** Makes up a name for a guest who brings none. */
  readonly suggestName?: () => string
}

/** Accounts in the database's own tables. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { database, config, logger, clock } = options
  const listeners = new Set<(sessionIds: readonly string[]) => void>()
  const replacing = tellOfReplacedLater(clock, (sessionId) => {
    for (const listener of listeners) listener([sessionId])
  })
  const auth = betterAuth(
    authOptions({
      ...options,
      limits: createAttemptLimits(config.rateLimits !== undefined),
      mails: config.mail && config.publicUrl ? createMails(config.mail, config.publicUrl, logger) : undefined,
      provider:
        config.provider && config.publicUrl ? openIdentityProvider(config.provider, config.publicUrl) : undefined,
      onPersonCreated: (userId) => options.onPersonCreated(userId),
      onPersonChanged: (userId) => options.onPersonChanged(userId),
      roomsOnlyOwnedBy: (userId) => options.roomsOnlyOwnedBy(userId),
      finishDeletion: (userId) => options.finishDeletion(userId),
      suggestName: options.suggestName ?? suggestGuestName,
      onSessionEnded: replacing.ended,
    }),
  )

  const findSession = createSessionFinder(database)
  const cookieName = sessionCookieName(config)

  /** The common case, at a tenth of what better-auth's own look-up costs: a session that neither ends nor is renewed. */
  async function authenticateAtOnce(headers: Headers): Promise<Identity | undefined> {
    const signed = signedTokenOf({ headers, cookieName })
    const token = signed && verifiedToken(signed, options.secret)
    const session = token && (await findSession(token))
    if (!session) return undefined
    if (session.suspended) throw new ChatError(SUSPENDED.code, SUSPENDED.message)
    const { id, userId, expiresAt } = session
    const left = expiresAt - Date.now()
    const isRenewed = bearerToken(headers) !== undefined && left < SESSION_MS - RENEWAL_MS
    return left > 0 && !isRenewed ? { userId: UserId.parse(userId), sessionId: id, expiresAt } : undefined
  }

  return {
    async authenticate(headers) {
      const identity = await authenticateAtOnce(headers)
      if (identity) return identity
      // A cookie is only ever renewed by an answer that can set it; otherwise the browser's copy would run out while
      // the database says that it was renewed a moment ago.
      const disableRefresh = bearerToken(headers) === undefined
      const found = await auth.api.getSession({ headers, query: { disableRefresh } })
      if (found === null) return undefined
      const { session, user } = found
      const reason = await whatKeepsOut(options.database, UserId.parse(user.id))
      if (reason === 'suspended') throw new ChatError(SUSPENDED.code, SUSPENDED.message)
      if (reason === 'deleted') return undefined
      return { userId: UserId.parse(user.id), sessionId: session.id, expiresAt: session.expiresAt.getTime() }
    },

    sessionExpiry: (sessionIds) => findSessionExpiry(database, sessionIds),

    async handle(request) {
      const refused = refuseRequest(request, config)
      if (refused) return refused
      // Whoever is suspended may still go; their session stays, so that they come back by it once they may.
      const own = request.url.endsWith('/sign-out') ? undefined : await authenticateAtOnce(request.headers)
      const response = await inOurCodes(await replacing.during(own?.sessionId, () => auth.handler(request)))
      // Whoever asks with a session that has been replaced may get its successor at the same moment: it must stay.
      if (!own && request.method === 'GET') response.headers.delete('set-cookie')
      return response
    },

    onSessionsEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
