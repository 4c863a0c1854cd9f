import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

/** Somebody as the provider knows them. */
export interface ProviderClaims {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

/** An OpenID Connect provider on this machine, at which everybody is signed in as whoever was set last. */
export interface TestIdentityProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who comes by next; undefined turns them away. */
  person: ProviderClaims | undefined
  stop(): Promise<void>
}

/** @param redirectUri where it sends people back to */
export async function startIdentityProvider(redirectUri: string): Promise<TestIdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const [clientId, clientSecret] = ['chat', 'a secret that both know']
  const people = new Map<string, ProviderClaims>()

  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })

  const started: TestIdentityProvider = {
    issuer,
    clientId,
    clientSecret,
    person: undefined,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void serve(request, response)
    const { person } = started
    if (person) people.set(person.sub, person)
    const result = person ? { login: { accountId: person.sub, remember: false } } : { error: 'access_denied' }
    void provider.interactionFinished(request, response, result)
  })
  return started
}
