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
   * Takes one change of a picture.
   *
   * @throws {ChatError} RATE_LIMITED if nothing is left
   */
  takePicture(counted: Counted): Promise<void>
  /**
   * Takes one connection that is opened and has not said anything yet. There are twice as many as of those that say who
   * they are: these are told why they are refused, others are not worth it.
   *
   * @throws {ChatError} RATE_LIMITED if nothing is left
   */
  takeOpening(network: string): Promise<void>
  /**
   * Takes one handshake, before anybody has asked who it is.
   *
   * @throws {ChatError} RATE_LIMITED if nothing is left
   */
  takeConnection(network: string): Promise<void>
}

const allowanceOf: { readonly [Name in Request['name']]: Exclude<AllowanceName, 'connect' | 'picture'> } = {
  'session:sync': 'sync',
  'person:changes': 'read',
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
  'room:notify': 'rooms',
  'notify:set': 'profile',
  'room:members': 'read',
  'read:mark': 'read',
  'delivery:mark': 'read',
  'message:readers': 'read',
  'receipts:set': 'profile',
  'draft:set': 'read',
  'message:send': 'write',
  'message:edit': 'write',
  'message:delete': 'write',
  'message:get': 'read',
  'message:revisions': 'read',
  'reaction:set': 'write',
  'reaction:list': 'read',
  'message:save': 'write',
  'saved:list': 'read',
  'reminder:set': 'write',
  'reminder:clear': 'write',
  'scheduled:set': 'write',
  'scheduled:send': 'write',
  'scheduled:cancel': 'write',
  'thread:history': 'read',
  'thread:follow': 'rooms',
  'thread:mark': 'read',
  'thread:get': 'read',
  'thread:list': 'read',
  'pin:set': 'write',
  'room:pins': 'read',
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
  'people:delete': 'people',
  'user:list': 'read',
  'server:settings': 'read',
  'server:update': 'people',
  'user:block': 'profile',
}

/** @param settings undefined lets everything pass, for load tests */
export function createRateLimits(settings: RateLimitSettings | undefined): RateLimits {
  if (!settings) {
    const take = async () => {}
    return { take, takePicture: take, takeOpening: take, takeConnection: take }
  }
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
    picture: limitersOf('picture'),
    rooms: limitersOf('rooms'),
    people: limitersOf('people'),
    claim: limitersOf('claim'),
  }
  const { points, seconds: duration } = allowances.connect
  const open = new RateLimiterMemory({ points: points * 2, duration })
  const connect = new RateLimiterMemory({ points, duration })

  async function takeFrom(name: keyof typeof limiters, { userId, network }: Counted): Promise<void> {
    const { ofAccount, ofNetwork } = limiters[name]
    await consume(ofAccount, userId, 'Too many requests.')
    await consume(ofNetwork, network, 'Too many requests from where you are.')
  }

  return {
    take: (counted, request) => takeFrom(request === undefined ? 'read' : allowanceOf[request], counted),
    takePicture: (counted) => takeFrom('picture', counted),
    takeOpening: (network) => consume(open, network, TOO_MANY_CONNECTIONS),
    takeConnection: (network) => consume(connect, network, TOO_MANY_CONNECTIONS),
  }
}

const TOO_MANY_CONNECTIONS = 'Too many connections from where you are.'

async function consume(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
  const retryAfterMs = await takePoint(limiter, key)
  if (retryAfterMs !== undefined) throw new ChatError('RATE_LIMITED', message, { retryAfterMs })
}
