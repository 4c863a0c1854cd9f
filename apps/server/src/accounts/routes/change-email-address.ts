import { createAuthEndpoint, createEmailVerificationToken, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { clientAddress } from '../client-address.ts'
import { Email } from '../credentials.ts'
import { refusal } from '../refusal.ts'
import { confirmPerson } from './confirm-person.ts'
import { forgetPendingProofs } from './forget-pending-proofs.ts'
import type { RouteParts } from './route-parts.ts'

/** Changes one's own e-mail address at once; the old one is told where this server sends mails. */
export const changeEmailAddress = ({ limits, mails }: RouteParts) =>
  createAuthEndpoint(
    '/change-email-address',
    {
      method: 'POST',
      body: z.strictObject({ email: Email, password: z.string().optional() }),
      use: [sensitiveSessionMiddleware],
    },
    async (ctx) => {
      const { context, body } = ctx
      const { user } = context.session
      if (user['isAnonymous']) throw refusal('FORBIDDEN', 'A guest has no e-mail address.')
      await confirmPerson(ctx, limits, body.password)
      await limits.take('signUp', body.email, clientAddress(ctx.headers))
      if (body.email === user.email) return ctx.json({ email: body.email })

      const isTaken = async () => (await context.internalAdapter.findUserByEmail(body.email)) !== null
      const taken = refusal('CONFLICT', 'There is an account with this e-mail address already.', 'EMAIL_TAKEN')
      if (await isTaken()) throw taken
      await context.internalAdapter
        .updateUser(user.id, { email: body.email, emailVerified: false })
        .catch(async (error: unknown) => {
          throw (await isTaken()) ? taken : error
        })
      // A link that was sent to the old address must not reset the password any more.
      await forgetPendingProofs(context, user.id)
      const token = await createEmailVerificationToken(context.secret, body.email, undefined, undefined, {
        userId: user.id,
      })
      mails?.confirmEmail(body.email, token)
      mails?.emailChanged(user.email, body.email)
      return ctx.json({ email: body.email })
    },
  )
