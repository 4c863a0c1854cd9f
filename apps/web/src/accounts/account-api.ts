import { type deletePerson, ErrorCode, type RequestInput } from '@chat/protocol'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { z } from 'zod'

/** How one can come in at this server. */
const SignInOptions = z.object({
  guests: z.boolean(),
  signUp: z.boolean(),
  mails: z.boolean(),
  /** What people know the provider as through which they may sign in. */
  provider: z.string().optional(),
})
export type SignInOptions = z.output<typeof SignInOptions>

const Passkey = z.object({ id: z.string(), name: z.string(), addedAt: z.number(), lastUsedAt: z.number().optional() })
export type Passkey = z.output<typeof Passkey>

/** What the browser's own dialog is given. */
const CreationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>(isChallenge)
const RequestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>(isChallenge)

function isChallenge(value: unknown): boolean {
  return typeof Object(value).challenge === 'string'
}

/** What one can sign in with. */
const OwnAccount = z.object({
  guest: z.boolean(),
  email: z.string().optional(),
  emailConfirmed: z.boolean().optional(),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  provider: z.object({ name: z.string(), linked: z.boolean() }).optional(),
  passkeys: z.array(Passkey),
})
export type OwnAccount = z.output<typeof OwnAccount>

const Device = z.object({
  id: z.string(),
  browser: z.string().optional(),
  system: z.string().optional(),
  seenAt: z.number(),
  connected: z.boolean(),
  current: z.boolean(),
})
export type Device = z.output<typeof Device>

/** What becomes of what somebody wrote who is deleted. */
export type MessagesChoice = RequestInput<typeof deletePerson>['messages']

/** After the first step of a sign-in: whether a second one is to come. */
const FirstStep = z.object({ twoFactorRedirect: z.boolean().optional() })

/** What an authenticator app is given, and what stands in for it. */
const NewSecondFactor = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
export type NewSecondFactor = z.output<typeof NewSecondFactor>

/** The server has said no. The message is fit to be shown. */
export class AccountRefusal extends Error {
  override readonly name = 'AccountRefusal'
  readonly code: ErrorCode | undefined
  /** Tells refusals of one code apart. */
  readonly reason: string | undefined

  constructor(message: string, { code, reason, cause }: { code?: ErrorCode; reason?: string; cause?: unknown } = {}) {
    super(message, { cause })
    this.code = code
    this.reason = reason
  }
}

const Refusal = z.object({
  code: ErrorCode.optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  retryAfterMs: z.number().optional(),
})
const Nothing = z.unknown()

/** The account routes of the server that the page came from. Every refusal is an {@link AccountRefusal}. */
export const accountApi = {
  signInOptions: () => ask('GET', '/sign-in-options', SignInOptions),
  signIn: (email: string, password: string) => ask('POST', '/sign-in/email', FirstStep, { email, password }),
  verifyCode: (code: string) => ask('POST', '/two-factor/verify-totp', Nothing, { code }),
  verifyBackupCode: (code: string) => ask('POST', '/two-factor/verify-backup-code', Nothing, { code }),
  enableSecondFactor: (password: string) => ask('POST', '/two-factor/enable', NewSecondFactor, { password }),
  disableSecondFactor: (password: string) => ask('POST', '/two-factor/disable', Nothing, { password }),
  /** As a guest one stays who one is; otherwise one becomes somebody new. */
  createAccount: (account: { email: string; password: string; name?: string }) =>
    ask('POST', '/create-account', Nothing, account),
  passkeyOffer: (password: string | undefined) =>
    ask('POST', '/passkey-offer', CreationOptions, password === undefined ? {} : { password }),
  addPasskey: (name: string, credential: RegistrationResponseJSON) =>
    ask('POST', '/add-passkey', Nothing, { name, credential }),
  removePasskey: (id: string) => ask('POST', '/remove-passkey', Nothing, { id }),
  passkeyChallenge: () => ask('POST', '/sign-in/passkey-challenge', RequestOptions, {}),
  signInWithPasskey: (credential: AuthenticationResponseJSON) =>
    ask('POST', '/sign-in/passkey', Nothing, { credential }),
  /** Answers with where to go. */
  startProvider: (wish: { keep?: boolean; password?: string | undefined }) =>
    ask('POST', '/sign-in/provider-start', z.object({ url: z.url() }), wish),
  /** @param query what the provider has put into the address */
  finishProvider: (query: string) => ask('POST', '/sign-in/provider', Nothing, { query }),
  removeProvider: () => ask('POST', '/remove-provider', Nothing, {}),
  account: () => ask('GET', '/account', OwnAccount),
  changePassword: (currentPassword: string, newPassword: string) =>
    ask('POST', '/change-password', Nothing, { currentPassword, newPassword }),
  changeEmail: (email: string, password: string | undefined) =>
    ask('POST', '/change-email-address', Nothing, { email, ...(password !== undefined && { password }) }),
  sendConfirmation: () => ask('POST', '/send-confirmation', Nothing, {}),
  confirmEmail: (token: string) => ask('GET', `/verify-email?token=${encodeURIComponent(token)}`, Nothing),
  askForReset: (email: string) => ask('POST', '/request-password-reset', Nothing, { email }),
  resetPassword: (token: string, newPassword: string) =>
    ask('POST', '/reset-password', Nothing, { token, newPassword }),
  deleteAccount: (messages: MessagesChoice, password: string | undefined) =>
    ask('POST', '/delete-account', Nothing, { messages, ...(password !== undefined && { password }) }),
  devices: () => ask('GET', '/list-devices', z.object({ devices: z.array(Device) })),
  signOutDevice: (id: string) => ask('POST', '/sign-out-device', Nothing, { id }),
  signOutOthers: () => ask('POST', '/revoke-other-sessions', Nothing, {}),
}

const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.'

/** What the server's own reasons mean to the person who waits. */
const WORDS: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'The e-mail address or the password is wrong.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  INVALID_PASSWORD: 'The password is wrong.',
  EMAIL_TAKEN: 'There is an account with this e-mail address already. Sign in instead.',
  INVALID_CODE: 'This code is wrong or too old. Take the one that your app shows now.',
  INVALID_BACKUP_CODE: 'This is none of your backup codes, or you have used it.',
  INVALID_TWO_FACTOR_COOKIE: 'That took too long. Sign in again.',
  UNKNOWN_PASSKEY: 'This passkey is not known here (any more). Sign in another way.',
  INVALID_TOKEN: 'This link has been used or is too old. Ask for a new one.',
  TOKEN_EXPIRED: 'This link is too old. Ask for a new one.',
}

async function ask<Answer>(
  method: 'GET' | 'POST',
  path: string,
  schema: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`/api/auth${path}`, {
    method,
    headers: { accept: 'application/json', ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  }).catch((cause) => {
    throw new AccountRefusal(UNREACHABLE, { cause })
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusal(response.status, answer)
  const { data, error } = schema.safeParse(answer)
  // Something else has answered, such as the page of a hotel's network.
  if (error) throw new AccountRefusal(UNREACHABLE, { cause: error })
  return data
}

function refusal(status: number, answer: unknown): AccountRefusal {
  // The routes themselves answer with the refusal, the server around them with one in an envelope.
  const { message, retryAfterMs, ...why } = Refusal.safeParse(Object(answer).error ?? answer).data ?? {}
  return new AccountRefusal(inWords(), {
    ...(why.code && { code: why.code }),
    ...(why.reason && { reason: why.reason }),
  })

  function inWords(): string {
    if (status >= 500) return UNREACHABLE
    if (retryAfterMs !== undefined) return tooMany(retryAfterMs)
    return WORDS[why.reason ?? ''] ?? message?.replace(/^\[body[^\]]*\] /, '') ?? `The server refused (${status}).`
  }
}

function tooMany(retryAfterMs: number): string {
  const minutes = Math.ceil(retryAfterMs / 60_000)
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
