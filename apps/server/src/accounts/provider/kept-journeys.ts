import type { GenericEndpointContext } from 'better-auth'
import { z } from 'zod'
import { type KeyCookie, readKeyCookie, setKeyCookie } from '../key-cookie.ts'
import { refusal } from '../refusal.ts'
import { Journey } from './identity-provider.ts'

/** How long somebody has to sign in at the provider. */
const VALID_S = 10 * 60
/** Ties the way back to the browser that left: nobody can be signed in by a link that somebody else has made. */
const COOKIE: KeyCookie = { name: 'provider_state', seconds: VALID_S }

/**
 * What somebody wants at the provider: to come in as whoever they are there, or to have it as a further way into what they
 * are here, by this session.
 */
const KeptJourney = Journey.extend({ keepSession: z.string().optional() })
export type KeptJourney = z.output<typeof KeptJourney>

/** Remembers somebody who leaves for the provider. */
export async function keepJourney(ctx: GenericEndpointContext, journey: KeptJourney): Promise<void> {
  await ctx.context.internalAdapter.createVerificationValue({
    identifier: identifierOf(journey.state),
    value: JSON.stringify(journey),
    expiresAt: new Date(Date.now() + VALID_S * 1_000),
  })
  await setKeyCookie(ctx, COOKIE, journey.state)
}

/**
 * What this browser left for. It is forgotten with that: one comes back once.
 *
 * @throws {APIError} if it did not leave, or too long ago
 */
export async function takeJourney(ctx: GenericEndpointContext): Promise<KeptJourney> {
  const state = await readKeyCookie(ctx, COOKIE)
  const kept = state ? await ctx.context.internalAdapter.consumeVerificationValue(identifierOf(state)) : null
  if (!kept) throw refusal('VALIDATION_FAILED', 'That took too long, or began in another browser.', 'PROVIDER_EXPIRED')
  return KeptJourney.parse(JSON.parse(kept.value))
}

function identifierOf(state: string): string {
  return `provider:${state}`
}
