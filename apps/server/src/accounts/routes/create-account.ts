import { runWithTransaction } from '@better-auth/core/context'
import { UserId, UserName } from '@chat/protocol'
import type { AuthContext } from 'better-auth'
import { createAuthEndpoint, createEmailVerificationToken, getSessionFromCtx } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { clientAddress } from '../client-address.ts'
import { Email, Password } from '../credentials.ts'
import { guestName } from '../guest-name.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from './route-parts.ts'

interface NewAccount {
  readonly email: string
  readonly passwordHash: string
}

/**
 * Gives whoever asks an account with an e-mail address and a password. A guest stays the person that they are, with all
 * that is theirs; they get new sessions, as one that somebody has planted must not become a way into the account.
 */
export const createAccount = ({ config, limits, mails, database, ...on }: RouteParts) =>
  createAuthEndpoint(
    '/create-account',
    {
      method: 'POST',
      body: z.strictObject({ email: Email, password: Password, name: UserName.optional() }),
    },
    async (ctx) => {
      if (!config.signUp) throw refusal('FORBIDDEN', 'This server makes no new accounts. Ask whoever runs it.')
      const { context, body } = ctx
      const present = await getSessionFromCtx(ctx, { disableRefresh: true })
      if (present && !present.user['isAnonymous'])
        throw refusal('CONFLICT', 'You have an account. Sign out of it first.')
      await limits.take('signUp', body.email, clientAddress(ctx.headers))

      const account = { email: body.email, passwordHash: await context.password.hash(body.password) }
      const name = present ? present.user.name : await guestName(body, database, on.suggestName)
      const signedIn = await runWithTransaction(context.adapter, async () => {
        const user = present
          ? await keepGuest(context, present.user.id, account)
          : await createPerson(context, name, account)
        return { user, session: await context.internalAdapter.createSession(user.id) }
      }).catch(async (error: unknown) => {
        if (await context.internalAdapter.findUserByEmail(body.email)) throw taken()
        throw error
      })

      await setSessionCookie(ctx, signedIn)
      if (present) await on.onPersonChanged(UserId.parse(signedIn.user.id))
      const token = await createEmailVerificationToken(context.secret, body.email, undefined, undefined, {
        userId: signedIn.user.id,
      })
      mails?.confirmEmail(body.email, token)
      return ctx.json({ token: signedIn.session.token, user: { id: signedIn.user.id, name, email: body.email } })
    },
  )

async function createPerson({ internalAdapter }: AuthContext, name: string, { email, passwordHash }: NewAccount) {
  if (await internalAdapter.findUserByEmail(email)) throw taken()
  const user = await internalAdapter.createUser({ name, email, emailVerified: false }, { method: 'email-password' })
  await internalAdapter.linkAccount(credential(user.id, passwordHash))
  return user
}

async function keepGuest({ internalAdapter }: AuthContext, userId: string, { email, passwordHash }: NewAccount) {
  if (await internalAdapter.findUserByEmail(email)) throw taken()
  // First, so that of two attempts at once the second fails: a person has one password.
  await internalAdapter.linkAccount(credential(userId, passwordHash))
  const user = await internalAdapter.updateUser(userId, { email, emailVerified: false, isAnonymous: false })
  await internalAdapter.deleteUserSessions(userId)
  return user
}

function credential(userId: string, passwordHash: string) {
  return { userId, accountId: userId, providerId: 'credential', password: passwordHash }
}

function taken() {
  return refusal('CONFLICT', 'There is an account with this e-mail address already.', 'EMAIL_TAKEN')
}
