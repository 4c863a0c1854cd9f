import type { Request, UserId } from '@chat/protocol'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ChatError } from './chat-error.ts'

/**
 * Takes one from an account's allowance. It is the account's, so connecting anew does not fill it up.
 *
 * @param request undefined for an event that does not exist
 * @throws {ChatError} RATE_LIMITED if nothing is left
 */
export type TakeToken = (userId: UserId, request: Request['name'] | undefined) => Promise<void>

/** How many requests an account may make within how many seconds. */
const ALLOWANCES = {
  write: { points: 200, duration: 10 },
  sync: { points: 60, duration: 10 },
  read: { points: 400, duration: 10 },
  profile: { points: 20, duration: 60 },
  rooms: { points: 60, duration: 60 },
  people: { points: 120, duration: 60 },
  // A token cannot be guessed; whoever tries is to notice that nobody answers.
  claim: { points: 10, duration: 60 },
} as const

const allowanceOf: { readonly [Name in Request['name']]: keyof typeof ALLOWANCES } = {
  'session:sync': 'sync',
  'room:changes': 'read',
  'room:history': 'read',
  'room:list': 'read',
  'room:get': 'read',
  'room:create': 'rooms',
  'room:join': 'rooms',
  'room:leave': 'rooms',
  'room:update': 'rooms',
  'room:invite': 'rooms',
  'room:remove': 'rooms',
  'room:set-role': 'rooms',
  'invite:create': 'rooms',
  'invite:list': 'read',
  'invite:revoke': 'rooms',
  'invite:get': 'read',
  'invite:accept': 'rooms',
  'room:members': 'read',
  'read:mark': 'read',
  'message:send': 'write',
  'presence:watch': 'read',
  'user:update': 'profile',
  'user:get': 'read',
  'server:claim': 'claim',
  'people:list': 'read',
  'people:update': 'people',
}

/** @param enabled off lets everything pass, for load tests */
export function createRateLimits(enabled: boolean): TakeToken {
  if (!enabled) return async () => {}
  const limiters = {
    write: new RateLimiterMemory(ALLOWANCES.write),
    sync: new RateLimiterMemory(ALLOWANCES.sync),
    read: new RateLimiterMemory(ALLOWANCES.read),
    profile: new RateLimiterMemory(ALLOWANCES.profile),
    rooms: new RateLimiterMemory(ALLOWANCES.rooms),
    people: new RateLimiterMemory(ALLOWANCES.people),
    claim: new RateLimiterMemory(ALLOWANCES.claim),
  }
  return async (userId, request) => {
    const limiter = limiters[request === undefined ? 'read' : allowanceOf[request]]
    const refusal = await limiter.consume(userId).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (refusal === undefined) return
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new ChatError('RATE_LIMITED', 'Too many requests.', { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
