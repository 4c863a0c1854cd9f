import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/**
 * Takes one from what somebody may do.
 *
 * @returns how long to wait where nothing is left, in milliseconds; undefined where there was something
 */
export async function takePoint(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, refusal.msBeforeNext)
  }
}
