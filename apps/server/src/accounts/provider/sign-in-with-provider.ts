import { runWithTransaction } from '@better-auth/core/context'
import { UserId } from '@chat/protocol'
import type { AuthContext, GenericEndpointContext, User } from 'better-auth'
import { createAuthEndpoint, getSessionFromCtx, isAPIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { AuthorizationResponseError } from 'openid-client'
import { z } from 'zod'
import { clientAddress } from '../client-address.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import type { IdentityProvider, ProvidedPerson } from './identity-provider.ts'
import { type KeptJourney, takeJourney } from './kept-journeys.ts'
import { addToAccount, createPersonOf, emailTaken, keepGuestAs, linkByAddress } from './provided-accounts.ts'

/**
 * Lets in whoever comes back from the provider. Who was there before is who they were; a guest stays the person that they
 * are; somebody new gets an account, where the server makes any.
 */
export const signInWithProvider = (parts: RouteParts) =>
  createAuthEndpoint(
    '/sign-in/provider',
    { method: 'POST', body: z.strictObject({ query: z.string().max(8_000) }) },
    async (ctx) => {
      const { provider, limits, mails } = parts
      if (!provider) throw refusal('NOT_FOUND', 'People sign in through no provider here.')
      const journey = await takeJourney(ctx)
      const person = await whoCameBack(ctx, provider, journey)
      const present = await whoIsHere(ctx, journey)
      const owner = await ownerOf(ctx.context, provider, person)
      const guest = present?.user['isAnonymous'] ? present.user : undefined
      if (journey.keepSession !== undefined && present && !guest) {
        await addToAccount(ctx.context, provider, person, { userId: present.user.id, ownerId: owner?.id })
        mails?.providerAdded(present.user.email, provider.name)
        return ctx.json({ user: { id: present.user.id } })
      }
      if (owner && journey.keepSession !== undefined)
        throw refusal('CONFLICT', `You have an account here with ${provider.name}. Sign in to it.`, 'PROVIDER_TAKEN')

      if (!owner) await limits.take('signUp', person.subject, clientAddress(ctx.headers))
      const signedIn = await letIn(ctx.context, provider, person, { owner, guest, parts })
      await setSessionCookie(ctx, signedIn)
      if (guest && signedIn.user.id === guest.id) await parts.onPersonChanged(UserId.parse(guest.id))
      return ctx.json({ token: signedIn.session.token, user: { id: signedIn.user.id } })
    },
  )

/** Whoever has signed in with this account of the provider, or has added it. */
async function ownerOf({ internalAdapter }: AuthContext, provider: IdentityProvider, { subject }: ProvidedPerson) {
  const known = await internalAdapter.findAccountOwnerByKey({ providerId: provider.id, accountId: subject })
  return known?.kind === 'owned' ? known.user : undefined
}

/** Whoever has been here before, or the account that is theirs by its address, or the guest, or somebody new. */
async function letIn(
  context: AuthContext,
  provider: IdentityProvider,
  person: ProvidedPerson,
  { owner, guest, parts }: { owner: User | undefined; guest: { id: string } | undefined; parts: RouteParts },
) {
  const { signUp } = parts.config
  const become = () =>
    guest ? keepGuestAs(context, provider, person, { guest, signUp }) : createPersonOf(context, provider, person, parts)
  return runWithTransaction(context.adapter, async () => {
    const user = owner ?? (await linkByAddress(context, provider, person)) ?? (await become())
    return { user, session: await context.internalAdapter.createSession(user.id) }
  }).catch(async (error: unknown) => {
    // Of two that come at once, with one address or as one guest, the second fails at the database.
    const isTaken = person.email !== undefined && (await context.internalAdapter.findUserByEmail(person.email))
    throw isTaken && !isAPIError(error) ? emailTaken(provider) : error
  })
}

/** @throws {APIError} if somebody wanted to keep what they are, and is not here any more */
async function whoIsHere(ctx: GenericEndpointContext, { keepSession }: KeptJourney) {
  const present = await getSessionFromCtx(ctx, { disableRefresh: true })
  if (keepSession !== undefined && present?.session.id !== keepSession)
    throw refusal('VALIDATION_FAILED', 'You were signed out meanwhile. Try again.', 'PROVIDER_EXPIRED')
  return present
}

async function whoCameBack(
  ctx: GenericEndpointContext,
  provider: IdentityProvider,
  journey: KeptJourney,
): Promise<ProvidedPerson> {
  try {
    return await provider.finish(Object(ctx.body).query, journey)
  } catch (error) {
    if (error instanceof AuthorizationResponseError && error.error === 'access_denied')
      throw refusal('VALIDATION_FAILED', `${provider.name} has not let you through.`, 'PROVIDER_DENIED')
    ctx.context.logger.warn('a sign-in through the provider failed', error)
    throw refusal('VALIDATION_FAILED', `Signing in with ${provider.name} did not work.`, 'PROVIDER_FAILED')
  }
}
