import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from '../gate/network-of.ts'
import { takePoint } from '../gate/take-point.ts'
import { tooMany } from './refusal.ts'

/** What can be guessed, or can annoy others, and is therefore counted. */
export type Attempt = 'password' | 'code' | 'signUp' | 'mail'

/** How often an account and an address (a school or an office may share one) may try within how many seconds. */
const ALLOWANCES = {
  password: { account: { points: 10, duration: 15 * 60 }, address: { points: 100, duration: 15 * 60 } },
  code: { account: { points: 10, duration: 15 * 60 }, address: { points: 100, duration: 15 * 60 } },
  signUp: { account: { points: 10, duration: 60 * 60 }, address: { points: 100, duration: 60 * 60 } },
  mail: { account: { points: 5, duration: 60 * 60 }, address: { points: 50, duration: 60 * 60 } },
} as const

const MESSAGES: Record<Attempt, string> = {
  password: 'Too many attempts. Wait a while, then try again.',
  code: 'Too many codes. Wait a while, then try again.',
  signUp: 'Too many accounts from here. Wait a while, then try again.',
  mail: 'Too many mails were asked for. Wait a while, then try again.',
}

export interface AttemptLimits {
  /**
   * Counts an attempt, before anything is looked at: of many at the same moment none slips through.
   *
   * @param account an e-mail address or a person's id, whether it exists or not
   * @throws {APIError} RATE_LIMITED
   */
  take(attempt: Attempt, account: string, address: string): Promise<void>
  /** The attempt was right: it does not count, and those before it are forgiven. */
  forgive(attempt: Attempt, account: string, address: string): Promise<void>
}

/** @param enabled off lets everything pass, for load tests */
export function createAttemptLimits(enabled: boolean): AttemptLimits {
  if (!enabled) return { take: async () => {}, forgive: async () => {} }
  const limiters = {
    password: limitersOf('password'),
    code: limitersOf('code'),
    signUp: limitersOf('signUp'),
    mail: limitersOf('mail'),
  }
  return {
    async take(attempt, account, address) {
      const { ofAccount, ofAddress } = limiters[attempt]
      await consume(ofAddress, networkOf(address), attempt)
      await consume(ofAccount, account, attempt)
    },
    async forgive(attempt, account, address) {
      const { ofAccount, ofAddress } = limiters[attempt]
      await ofAccount.delete(account)
      await ofAddress.reward(networkOf(address))
    },
  }
}

function limitersOf(attempt: Attempt) {
  const { account, address } = ALLOWANCES[attempt]
  return { ofAccount: new RateLimiterMemory(account), ofAddress: new RateLimiterMemory(address) }
}

async function consume(limiter: RateLimiterMemory, key: string, attempt: Attempt): Promise<void> {
  const retryAfterMs = await takePoint(limiter, key)
  if (retryAfterMs !== undefined) throw tooMany(MESSAGES[attempt], retryAfterMs)
}
