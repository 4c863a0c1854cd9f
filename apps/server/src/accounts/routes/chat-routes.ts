import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { endReplacedSession } from '../end-replaced-session.ts'
import { addPasskey } from '../passkeys/add-passkey.ts'
import { challengePasskey } from '../passkeys/challenge-passkey.ts'
import { offerPasskey } from '../passkeys/offer-passkey.ts'
import { removePasskey } from '../passkeys/remove-passkey.ts'
import { signInWithPasskey } from '../passkeys/sign-in-with-passkey.ts'
import { removeProvider } from '../provider/remove-provider.ts'
import { signInWithProvider } from '../provider/sign-in-with-provider.ts'
import { startProviderSignIn } from '../provider/start-provider-sign-in.ts'
import { changeEmailAddress } from './change-email-address.ts'
import { createAccount } from './create-account.ts'
import { deleteAccount } from './delete-account.ts'
import { listDevices } from './list-devices.ts'
import type { RouteParts } from './route-parts.ts'
import { sendConfirmation } from './send-confirmation.ts'
import { showAccount } from './show-account.ts'
import { showSignInOptions } from './show-sign-in-options.ts'
import { signOutDevice } from './sign-out-device.ts'

/** The account routes that are ours, as a plugin of better-auth: they share its sessions, hooks and transactions. */
export function chatRoutes(parts: RouteParts) {
  return {
    id: 'chat',
    endpoints: {
      createAccount: createAccount(parts),
      changeEmailAddress: changeEmailAddress(parts),
      deleteAccount: deleteAccount(parts),
      listDevices: listDevices(parts),
      sendConfirmation: sendConfirmation(parts),
      signOutDevice: signOutDevice(parts),
      showAccount: showAccount(parts),
      showSignInOptions: showSignInOptions(parts),
      offerPasskey: offerPasskey(parts),
      addPasskey: addPasskey(parts),
      removePasskey: removePasskey(parts),
      challengePasskey: challengePasskey(parts),
      signInWithPasskey: signInWithPasskey(parts),
      startProviderSignIn: startProviderSignIn(parts),
      signInWithProvider: signInWithProvider(parts),
      removeProvider: removeProvider(parts),
    },
    hooks: { after: [{ matcher: () => true, handler: createAuthMiddleware(endReplacedSession) }] },
  } satisfies BetterAuthPlugin
}
