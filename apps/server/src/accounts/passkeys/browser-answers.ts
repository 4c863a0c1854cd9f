import { z } from 'zod'

/** Base64url, no longer than what an authenticator makes. */
const encoded = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)

const credential = { id: encoded(1_400), rawId: encoded(1_400), type: z.literal('public-key') }

/** What a browser makes of a new passkey. What else it says about it does not matter here. */
export const NewCredential = z.object({
  ...credential,
  response: z.object({ clientDataJSON: encoded(10_000), attestationObject: encoded(50_000) }),
})

/** What a browser makes of a passkey that is used. */
export const UsedCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(10_000),
    authenticatorData: encoded(10_000),
    signature: encoded(10_000),
    userHandle: encoded(200).optional(),
  }),
})
