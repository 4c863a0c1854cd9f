import type { Request, UserId } from '@chat/protocol'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { ChatError } from './chat-error.ts'
import type { AllowanceName, RateLimitSettings } from './rate-limit-settings.ts'
import { takePoint } from './take-point.ts'

/** Who is counted: an account, and the network that it comes from. */
export interface Counted {
  readonly userId: UserId
  readonly network: string
}

/** What one may do so often and no more. All of it is kept for accounts and networks, so connecting anew fills nothing up. */
export interface RateLimits {
  /**
   * Takes one request.
   *
   * @param request undefined for an event that does not exist
   * @throws {ChatError} RATE_LIMITED if nothing is left
   */
  take(counted: Counted, request: Request['name'] | undefined): Promise<void>
  /**
   * Takes one handshake, before anybody has asked who it is.
   *
   * @throws {ChatError} RATE_LIMITED if nothing is left
   */
  takeConnection(network: string): Promise<void>
}

const allowanceOf: { readonly [Name in Request['name']]: Exclude<AllowanceName, 'connect'> } = {
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
  'room:favourite': 'rooms',
  'room:members': 'read',
  'read:mark': 'read',
  'message:send': 'write',
  'presence:watch': 'read',
  'presence:set': 'profile',
  'presence:set-idle': 'read',
  'typing:set': 'typing',
  'user:update': 'profile',
  'user:profile': 'read',
  'user:get': 'read',
  'server:claim': 'claim',
  'people:list': 'read',
  'people:update': 'people',
  'user:list': 'read',
  'server:settings': 'read',
  'server:update': 'people',
  'user:block': 'profile',
}

/** @param settings undefined lets everything pass, for load tests */
export function createRateLimits(settings: RateLimitSettings | undefined): RateLimits {
  if (!settings) return { take: async () => {}, takeConnection: async () => {} }
  const { allowances, accountsPerAddress } = settings
  const limitersOf = (name: AllowanceName) => {
    const { points, seconds: duration } = allowances[name]
    return {
      ofAccount: new RateLimiterMemory({ points, duration }),
      ofNetwork: new RateLimiterMemory({ points: points * accountsPerAddress, duration }),
    }
  }
  const limiters = {
    write: limitersOf('write'),
    sync: limitersOf('sync'),
    read: limitersOf('read'),
    profile: limitersOf('profile'),
    typing: limitersOf('typing'),
    rooms: limitersOf('rooms'),
    people: limitersOf('people'),
    claim: limitersOf('claim'),
  }
  const connect = new RateLimiterMemory({ points: allowances.connect.points, duration: allowances.connect.seconds })

  return {
    async take({ userId, network }, request) {
      const { ofAccount, ofNetwork } = limiters[request === undefined ? 'read' : allowanceOf[request]]
      await consume(ofAccount, userId, 'Too many requests.')
      await consume(ofNetwork, network, 'Too many requests from where you are.')
    },
    takeConnection: (network) => consume(connect, network, 'Too many connections from where you are.'),
  }
}

async function consume(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
  const retryAfterMs = await takePoint(limiter, key)
  if (retryAfterMs !== undefined) throw new ChatError('RATE_LIMITED', message, { retryAfterMs })
}
