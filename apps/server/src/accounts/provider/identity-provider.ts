import * as openid from 'openid-client'
import { z } from 'zod'
import type { ProviderConfig } from '../../config.ts'

/** Somebody as the provider knows them. */
export interface ProvidedPerson {
  /** Stays the same for ever; everything else may change. */
  readonly subject: string
  /** In lower case. */
  readonly email: string | undefined
  /** The provider says that the address is theirs. */
  readonly emailVerified: boolean
  readonly name: string | undefined
}

/** What has to be kept between the way to the provider and the way back. */
export const Journey = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })
export type Journey = z.output<typeof Journey>

/** An OpenID Connect provider. */
export interface IdentityProvider {
  /** What it is called in the database. It holds the issuer: another one's people are others. */
  readonly id: string
  /** What people know it as. */
  readonly name: string
  /** Where to send somebody, and what to keep meanwhile. */
  begin(): Promise<{ url: string; journey: Journey }>
  /**
   * Who has come back.
   *
   * @param query what the provider has put into the address
   * @throws {Error} if it has not let them through, or what it says does not hold
   */
  finish(query: string, journey: Journey): Promise<ProvidedPerson>
}

/** Less than the server takes for a request. */
const ANSWER_WITHIN_S = 8
/** Where people come back to, in the web app. */
const RETURN_PATH = '/provider'

/** Asks the provider about itself when somebody first wants to sign in, so that the server starts without it. */
export function openIdentityProvider(
  { issuer, clientId, clientSecret, name }: ProviderConfig,
  publicUrl: string,
): IdentityProvider {
  let discovered: Promise<openid.Configuration> | undefined

  function discover(): Promise<openid.Configuration> {
    discovered ??= openid
      .discovery(new URL(issuer), clientId, undefined, inTheWayItTakes(clientSecret), {
        timeout: ANSWER_WITHIN_S,
        // The settings allow it on this very machine alone.
        ...(issuer.startsWith('http:') && { execute: [openid.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      })
    return discovered
  }

  return {
    id: `oidc:${issuer}`,
    name,

    async begin() {
      const configuration = await discover()
      const verifier = openid.randomPKCECodeVerifier()
      const journey = { state: openid.randomState(), nonce: openid.randomNonce(), verifier }
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: `${publicUrl}${RETURN_PATH}`,
        scope: 'openid email profile',
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, journey }
    },

    async finish(query, { state, nonce, verifier }) {
      const configuration = await discover()
      const address = new URL(`${publicUrl}${RETURN_PATH}`)
      address.search = query
      const tokens = await openid.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The provider has sent no ID token.')
      const isComplete = claims['email'] !== undefined && claims['name'] !== undefined
      const more =
        isComplete || configuration.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      return toPerson({ ...more, ...claims })
    },
  }
}

/** Sends the secret in the request's body where the provider takes that, and in the header where it says nothing. */
function inTheWayItTakes(secret: string): openid.ClientAuth {
  const [inBody, inHeader] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)]
  return (server, ...request) => {
    const isPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (isPost ? inBody : inHeader)(server, ...request)
  }
}

const Claims = z.object({
  sub: z.string().min(1),
  email: z.email().max(254).optional().catch(undefined),
  // Some write it as a text.
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
})

function toPerson(claims: unknown): ProvidedPerson {
  const { sub, email, email_verified, name, preferred_username } = Claims.parse(claims)
  return {
    subject: sub,
    email: email?.toLowerCase(),
    emailVerified: email !== undefined && email_verified,
    name: name ?? preferred_username,
  }
}
