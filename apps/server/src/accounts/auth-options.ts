import { UserId } from '@chat/protocol'
import type { BetterAuthOptions } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { anonymous, bearer } from 'better-auth/plugins'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../logger.ts'
import { guestName } from './guest-name.ts'
import { sessionCookieName } from './session-cookie.ts'
import { isSuspended, SUSPENDED } from './suspended.ts'
import { trustedOrigins } from './trusted-origins.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** How long a session lasts without being used. */
export const SESSION_MS = 30 * DAY_MS
/** A session that is used is renewed when it is so old. */
export const RENEWAL_MS = DAY_MS

/** The header in which our own HTTP server tells better-auth the address of the client; it overwrites what comes in. */
export const CLIENT_ADDRESS_HEADER = 'x-chat-client-address'

export interface AuthOptionsInput {
  readonly database: Database
  readonly config: Config
  readonly secret: string
  readonly logger: Logger
  onPersonCreated(userId: UserId): Promise<void>
  onSessionEnded(sessionId: string): void
  suggestName(): string
}

/** How better-auth works here: which tables, which cookies, which ways to sign in. */
export function authOptions({ database, config, secret, logger, ...on }: AuthOptionsInput) {
  return {
    appName: 'Chat',
    secret,
    baseURL: config.publicUrl ?? `http://localhost:${config.port}`,
    basePath: '/api/auth',
    trustedOrigins: async (request) => trustedOrigins(request?.headers.get('host'), config),
    database: { db: database.write, type: database.dialect },
    ...tableNames,
    session: {
      ...tableNames.session,
      expiresIn: SESSION_MS / 1_000,
      updateAge: RENEWAL_MS / 1_000,
      cookieCache: { enabled: false },
    },
    advanced: {
      // The name carries its own prefix, see sessionCookieName.
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: sessionCookieName(config).startsWith('__Host-'),
      },
      cookiePrefix: 'chat',
      cookies: { session_token: { name: sessionCookieName(config) } },
      // Every request that changes something has passed our own check, which also refuses foreign pages without a
      // cookie, and lets programs through that send none of a browser's headers.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: () => uuidv7(), validateSchema: false },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What is not a refusal goes to our own error handler, which logs it and tells the client nothing.
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      log: (level, message, ...details) =>
        logger[level]({ err: details.find((detail) => detail instanceof Error) }, message),
    },
    plugins: [
      anonymous({
        generateName: ({ body }) => guestName(body, database, on.suggestName),
        disableDeleteAnonymousUser: true,
        schema: { user: { fields: { isAnonymous: 'is_anonymous' } } },
      }),
      bearer(),
    ],
    hooks: {
      before: createAuthMiddleware(async ({ path }) => {
        if (path === '/sign-in/anonymous' && !config.guests) {
          throw new APIError('FORBIDDEN', { code: 'FORBIDDEN', message: 'This server has no guests.' })
        }
      }),
    },
    databaseHooks: {
      user: { create: { after: async ({ id }) => on.onPersonCreated(UserId.parse(id)) } },
      session: {
        // The one place that every way of signing in comes through.
        create: { before: ({ userId }) => refuseSuspended(database, UserId.parse(userId)) },
        delete: { after: async ({ id }) => on.onSessionEnded(id) },
      },
    },
  } satisfies BetterAuthOptions
}

async function refuseSuspended(database: Database, userId: UserId): Promise<void> {
  if (await isSuspended(database, userId)) throw new APIError('FORBIDDEN', SUSPENDED)
}

/** Our names for better-auth's tables and columns. */
const tableNames = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>
