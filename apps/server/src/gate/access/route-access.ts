import { type Audience, everybody, refusedAlike, signedIn, withAccount } from './audience.ts'

/**
 * Who may use which HTTP route. The server does not start with a route that has no row here, and what better-auth has
 * under /api/auth is closed unless it has one. `route-walk.test.ts` tries every row with every kind of person.
 */
export const routeAccess: Readonly<Record<string, Audience>> = {
  // What watches the server, and the web app's own files.
  'GET /livez': everybody,
  'GET /readyz': everybody,
  'GET /health': everybody,
  'GET /*': everybody,

  'PUT /api/picture': signedIn,
  'DELETE /api/picture': signedIn,
  // Nobody can guess the address of a picture; whoever was told it may look.
  'GET /pictures/:name': everybody,

  // Who is a guest already cannot become another one beside.
  'POST /api/auth/sign-in/anonymous': { ...everybody, guest: 'VALIDATION_FAILED', suspended: 'FORBIDDEN' },
  'POST /api/auth/sign-in/email': { ...everybody, suspended: 'FORBIDDEN' },
  // A guest keeps who they are; who has an account would lose the way back into it.
  'POST /api/auth/create-account': { ...refusedAlike('CONFLICT'), nobody: 'ok', guest: 'ok' },
  'POST /api/auth/sign-in/passkey-challenge': { ...everybody, suspended: 'FORBIDDEN' },
  // None of these has a passkey.
  'POST /api/auth/sign-in/passkey': refusedAlike('VALIDATION_FAILED'),
  'POST /api/auth/sign-in/provider-start': { ...everybody, suspended: 'FORBIDDEN' },
  // None of these comes from the provider.
  'POST /api/auth/sign-in/provider': refusedAlike('VALIDATION_FAILED'),
  'GET /api/auth/sign-in-options': { ...everybody, suspended: 'FORBIDDEN' },
  // Answers "nobody" to nobody.
  'GET /api/auth/get-session': { ...everybody, suspended: 'FORBIDDEN' },
  'POST /api/auth/sign-out': everybody,
  'GET /api/auth/account': signedIn,
  'GET /api/auth/list-devices': signedIn,
  'POST /api/auth/sign-out-device': signedIn,
  'POST /api/auth/revoke-sessions': signedIn,
  'POST /api/auth/revoke-other-sessions': signedIn,
  'POST /api/auth/change-password': { ...withAccount, guest: 'VALIDATION_FAILED' },
  'POST /api/auth/change-email-address': withAccount,
  // A guest's is asked for once they have made an account.
  'POST /api/auth/two-factor/enable': signedIn,
  // None of these has one. To whoever is not signed in the codes are the second step of a sign-in.
  'POST /api/auth/two-factor/verify-totp': { ...refusedAlike('VALIDATION_FAILED'), nobody: 'AUTH_REQUIRED' },
  'POST /api/auth/two-factor/verify-backup-code': { ...refusedAlike('VALIDATION_FAILED'), nobody: 'AUTH_REQUIRED' },
  'POST /api/auth/two-factor/generate-backup-codes': { ...refusedAlike('VALIDATION_FAILED'), nobody: 'AUTH_REQUIRED' },
  'POST /api/auth/two-factor/disable': signedIn,
  'POST /api/auth/passkey-offer': withAccount,
  'POST /api/auth/add-passkey': withAccount,
  'POST /api/auth/remove-passkey': { ...refusedAlike('NOT_FOUND'), nobody: 'AUTH_REQUIRED' },
  'POST /api/auth/remove-provider': { ...refusedAlike('NOT_FOUND'), nobody: 'AUTH_REQUIRED' },
  'POST /api/auth/delete-account': { ...signedIn, serverOwner: 'CONFLICT' },
  'POST /api/auth/send-confirmation': withAccount,
  'POST /api/auth/request-password-reset': { ...everybody, suspended: 'FORBIDDEN' },
  // What a mail brought is what lets somebody in, whoever they are; none of these has any.
  'POST /api/auth/reset-password': refusedAlike('VALIDATION_FAILED'),
  'GET /api/auth/verify-email': refusedAlike('VALIDATION_FAILED'),
}

/** Whether a row says who may use this route of the accounts. */
export function isOpenAccountRoute(method: string, path: string): boolean {
  return path.startsWith(ACCOUNTS) && Object.hasOwn(routeAccess, `${method} ${path}`)
}

/**
 * Makes sure that a route has a row.
 *
 * @throws {Error} if it has none
 */
export function requireRow(method: string, url: string): void {
  // The accounts' routes are known to better-auth alone; `isOpenAccountRoute` asks for each of them.
  if (url.startsWith(ACCOUNTS) && url.endsWith('/*')) return
  // A HEAD is a GET whose answer has no body.
  const row = `${method === 'HEAD' ? 'GET' : method} ${url}`
  if (!Object.hasOwn(routeAccess, row)) throw new Error(`The route "${row}" has no row in gate/access/route-access.ts`)
}

const ACCOUNTS = '/api/auth/'
