import type { FastifyInstance } from 'fastify'

/** Hands a body on as bytes, whatever its sender says that it is. */
export function takeBodiesAsTheyCome(routes: FastifyInstance): void {
  routes.removeAllContentTypeParsers()
  routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
