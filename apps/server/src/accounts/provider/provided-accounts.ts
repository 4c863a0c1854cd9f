import { UserName } from '@chat/protocol'
import type { AuthContext, User } from 'better-auth'
import { guestName } from '../guest-name.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import type { IdentityProvider, ProvidedPerson } from './identity-provider.ts'

/**
 * Makes the provider a way into the account that has the same address, if both the provider and this server know that the
 * address is theirs. An account whose address nobody has confirmed may have been made by somebody else, to wait in it for
 * its owner; one with a second factor asks for that.
 *
 * @returns undefined if no account has the address
 * @throws {APIError} if one has it and may not be opened like this
 */
export async function linkByAddress(
  { internalAdapter }: AuthContext,
  provider: IdentityProvider,
  person: ProvidedPerson,
): Promise<User | undefined> {
  const found = person.email === undefined ? null : await internalAdapter.findUserByEmail(person.email)
  if (!found) return undefined
  const { user } = found
  const isSafe = person.emailVerified && user.emailVerified && !Object(user).twoFactorEnabled
  if (!isSafe) throw emailTaken(provider)
  await internalAdapter.linkAccount(linkOf(user.id, provider, person))
  return user
}

/** The refusal of somebody whose address an account has that they may not have like this. */
export function emailTaken({ name }: IdentityProvider) {
  const message = `An account here has your e-mail address. Sign in as you did so far, then add ${name} in the settings.`
  return refusal('CONFLICT', message, 'PROVIDER_EMAIL_TAKEN')
}

/** Gives a guest the account that they have at the provider; everything else of theirs stays as it is. */
export async function keepGuestAs(
  { internalAdapter }: AuthContext,
  provider: IdentityProvider,
  person: ProvidedPerson,
  { guest, signUp }: { guest: { id: string }; signUp: boolean },
): Promise<User> {
  const email = addressOf(provider, person, signUp)
  // First, so that of two attempts at once the second fails.
  await internalAdapter.linkAccount(linkOf(guest.id, provider, person))
  const changes = { email, emailVerified: person.emailVerified, isAnonymous: false }
  const user = await internalAdapter.updateUser(guest.id, changes)
  // A session that somebody has planted must not become a way into the account.
  await internalAdapter.deleteUserSessions(guest.id)
  return user
}

/** Makes an account for somebody new. */
export async function createPersonOf(
  { internalAdapter }: AuthContext,
  provider: IdentityProvider,
  person: ProvidedPerson,
  { config, database, suggestName }: Pick<RouteParts, 'config' | 'database' | 'suggestName'>,
): Promise<User> {
  const email = addressOf(provider, person, config.signUp)
  const { data: theirs } = UserName.safeParse(person.name)
  const name = theirs ?? (await guestName({}, database, suggestName))
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: person.emailVerified },
    { method: 'oauth' },
  )
  await internalAdapter.linkAccount(linkOf(user.id, provider, person))
  return user
}

/**
 * Makes the provider a further way into an account.
 *
 * @throws {APIError} if there it is somebody else's, or the account has another of this provider
 */
export async function addToAccount(
  { internalAdapter }: AuthContext,
  provider: IdentityProvider,
  person: ProvidedPerson,
  { userId, ownerId }: { userId: string; ownerId: string | undefined },
): Promise<void> {
  if (ownerId === userId) return
  if (ownerId !== undefined)
    throw refusal('CONFLICT', `Somebody else here signs in with this account of ${provider.name}.`, 'PROVIDER_TAKEN')
  const ways = await internalAdapter.findAccounts(userId)
  if (ways.some(({ providerId }) => providerId === provider.id))
    throw refusal(
      'CONFLICT',
      `You sign in with another account of ${provider.name}. Remove it first.`,
      'PROVIDER_TAKEN',
    )
  await internalAdapter.linkAccount(linkOf(userId, provider, person))
}

function addressOf(provider: IdentityProvider, { email }: ProvidedPerson, signUp: boolean): string {
  if (!signUp) throw refusal('FORBIDDEN', 'This server makes no new accounts. Ask whoever runs it.', 'SIGN_UP_CLOSED')
  if (email === undefined)
    throw refusal('VALIDATION_FAILED', `${provider.name} has not told your e-mail address.`, 'PROVIDER_WITHOUT_EMAIL')
  return email
}

/** No tokens: nothing is asked of the provider in anybody's name. */
function linkOf(userId: string, provider: IdentityProvider, { subject }: ProvidedPerson) {
  return { userId, providerId: provider.id, accountId: subject }
}
