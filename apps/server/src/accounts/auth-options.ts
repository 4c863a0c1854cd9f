import { UserId } from '@chat/protocol'
import type { BetterAuthOptions } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { anonymous, bearer } from 'better-auth/plugins'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/database.ts'
import type { Logger } from '../logger.ts'
import { nameKey } from '../people/name-key.ts'
import { tableNames } from './auth-tables.ts'
import { CLIENT_ADDRESS_HEADER } from './client-address.ts'
import { PASSWORD_LENGTH } from './credentials.ts'
import { guardAttempts } from './guard-attempts.ts'
import { guestName } from './guest-name.ts'
import { keepNewSession } from './keep-new-session.ts'
import { refusal } from './refusal.ts'
import { refuseRedirects } from './refuse-redirects.ts'
import { chatRoutes } from './routes/chat-routes.ts'
import { forgetPendingProofs } from './routes/forget-pending-proofs.ts'
import type { RouteParts } from './routes/route-parts.ts'
import { endOthersWhenEnabled, secondFactor } from './second-factor.ts'
import { sessionCookieName } from './session-cookie.ts'
import { SUSPENDED, whatKeepsOut } from './suspended.ts'
import { trustedOrigins } from './trusted-origins.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** How long a session lasts without being used. */
export const SESSION_MS = 30 * DAY_MS
/** A session that is used is renewed when it is so old. */
export const RENEWAL_MS = DAY_MS

export interface AuthOptionsInput extends RouteParts {
  readonly secret: string
  readonly logger: Logger
  onPersonCreated(userId: UserId): Promise<void>
  onSessionEnded(sessionId: string): void
}

/** How better-auth works here: which tables, which cookies, which ways to sign in. */
export function authOptions({ secret, logger, onPersonCreated, onSessionEnded, ...parts }: AuthOptionsInput) {
  const { database, config, limits, mails } = parts
  const attempts = guardAttempts(limits)
  return {
    appName: 'Chat',
    secret,
    baseURL: config.publicUrl ?? `http://localhost:${config.port}`,
    basePath: '/api/auth',
    trustedOrigins: async (request) => trustedOrigins(request?.headers.get('host'), config),
    database: { db: database.write, type: database.dialect, transaction: true },
    ...tableNames,
    session: {
      ...tableNames.session,
      expiresIn: SESSION_MS / 1_000,
      updateAge: RENEWAL_MS / 1_000,
      cookieCache: { enabled: false },
    },
    verification: { ...tableNames.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      // Our own route makes accounts, see create-account.ts.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
      ...(mails && {
        sendResetPassword: async ({ user, token }) => mails.resetPassword(user.email, token),
        onPasswordReset: async ({ user }) => mails.passwordChanged(user.email),
      }),
    },
    emailVerification: {
      expiresIn: 3_600,
      ...(mails && { sendVerificationEmail: async ({ user, token }) => mails.confirmEmail(user.email, token) }),
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
        generateName: ({ body }) => guestName(body, database, parts.suggestName),
        disableDeleteAnonymousUser: true,
        schema: { user: { fields: { isAnonymous: 'is_anonymous' } } },
      }),
      secondFactor(config.publicUrl ? new URL(config.publicUrl).host : 'Chat'),
      // Before the next, which hands programs what the cookie says.
      { id: 'chat-new-session', hooks: { after: [{ matcher: () => true, handler: keepNewSession }] } },
      bearer(),
      // Last: what it does after an answer builds on what the others have made of it.
      chatRoutes(parts),
    ],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        refuseRedirects(ctx)
        if (ctx.path === '/sign-in/anonymous' && !config.guests) {
          throw refusal('FORBIDDEN', 'This server has no guests.')
        }
        await attempts.before(ctx)
        // Whoever changes their password wants nobody else to stay in.
        if (ctx.path === '/change-password') {
          return { context: { body: { ...Object(ctx.body), revokeOtherSessions: true } } }
        }
      }),
      after: createAuthMiddleware(async (ctx) => {
        await attempts.after(ctx, ctx.context.returned)
        await endOthersWhenEnabled(ctx, ctx.context.returned)
        if (ctx.path === '/change-password' && ctx.context.newSession) {
          const { user } = ctx.context.newSession
          await forgetPendingProofs(ctx.context, user.id)
          mails?.passwordChanged(user.email)
        }
      }),
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({ data: { ...user, name_key: nameKey(user.name) } }),
          after: async ({ id }) => onPersonCreated(UserId.parse(id)),
        },
        // They may have been deleted while a request of theirs waited, for their password to be checked or for a provider.
        update: {
          before: async (_changes, ctx) => {
            const userId = ctx?.context.session?.user.id
            if (userId !== undefined) await refuseKeptOut(database, UserId.parse(userId))
          },
        },
      },
      account: { create: { before: ({ userId }) => refuseKeptOut(database, UserId.parse(userId)) } },
      session: {
        // The one place that every way of signing in comes through.
        create: { before: ({ userId }) => refuseKeptOut(database, UserId.parse(userId)) },
        delete: { after: async ({ id }) => onSessionEnded(id) },
      },
    },
  } satisfies BetterAuthOptions
}

async function refuseKeptOut(database: Database, userId: UserId): Promise<void> {
  const reason = await whatKeepsOut(database, userId)
  if (reason === 'suspended') throw new APIError('FORBIDDEN', SUSPENDED)
  if (reason === 'deleted') throw refusal('AUTH_REQUIRED', 'This account has been deleted.')
}
