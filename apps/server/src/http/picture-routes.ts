import { finished } from 'node:stream'
import { ERROR_CODES, limits } from '@chat/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts, Identity } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import { ChatError } from '../gate/chat-error.ts'
import { networkOf } from '../gate/network-of.ts'
import type { RateLimits } from '../gate/rate-limits.ts'
import type { Pictures } from '../pictures/pictures.ts'
import { takeBodiesAsTheyCome } from './raw-bodies.ts'
import { requirePerson } from './require-person.ts'

export interface PictureRoutesOptions {
  readonly pictures: Pictures
  readonly accounts: Pick<Accounts, 'authenticate'>
  readonly rateLimits: Pick<RateLimits, 'takePicture'>
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins'>
}

/** Uploads under way, each of which may hold a whole image in memory. */
const MAX_UPLOADS = 24
const YEAR_SECONDS = 365 * 24 * 60 * 60

/** One's own picture, put and taken away; and everybody's pictures, for whoever was told their address. */
export async function addPictureRoutes(
  server: FastifyInstance,
  { pictures, accounts, rateLimits, config }: PictureRoutesOptions,
): Promise<void> {
  const askers = new WeakMap<FastifyRequest, Identity>()
  let uploads = 0

  /** Before anything of the body is read. */
  async function admit(request: FastifyRequest): Promise<void> {
    const identity = await requirePerson(request, accounts, config)
    await rateLimits.takePicture({ userId: identity.userId, network: networkOf(request.ip) })
    askers.set(request, identity)
  }

  async function makeRoom(_request: FastifyRequest, { raw }: FastifyReply): Promise<void> {
    if (uploads >= MAX_UPLOADS) {
      throw new ChatError('OVERLOADED', ERROR_CODES.OVERLOADED.meaning, { retryAfterMs: 2_000 })
    }
    uploads += 1
    // Comes also where whoever sends has hung up already.
    finished(raw, () => {
      uploads -= 1
    })
  }

  const userOf = (request: FastifyRequest) => {
    const identity = askers.get(request)
    if (!identity) throw new Error('Nobody has asked who it is')
    return identity.userId
  }

  await server.register((routes, _options, registered) => {
    takeBodiesAsTheyCome(routes)
    routes.put('/api/picture', { onRequest: [admit, makeRoom], bodyLimit: limits.pictureBytes }, async (request) => {
      const image = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      return { user: await pictures.replace(userOf(request), image) }
    })
    routes.delete('/api/picture', { onRequest: admit }, async (request) => ({
      user: await pictures.remove(userOf(request)),
    }))
    routes.get<{ Params: { name: string } }>('/pictures/:name', async ({ params }, reply) => {
      const image = await pictures.find(params.name)
      if (!image) throw new ChatError('NOT_FOUND', ERROR_CODES.NOT_FOUND.meaning)
      return (
        reply
          .type('image/webp')
          .header('content-disposition', 'inline; filename="picture.webp"')
          // Opened by itself it is a picture and nothing else, whatever a browser makes of it.
          .header('content-security-policy', "sandbox; default-src 'none'")
          // In no cache that others share: once it is taken away, it is for its viewers to forget.
          .header('cache-control', `private, max-age=${YEAR_SECONDS}, immutable`)
          .send(image)
      )
    })
    registered()
  })
}
