import type { FastifyInstance } from 'fastify'

/**
 * One line for each request: what was asked, how it went, how long it took. Never the query string, a header or a body,
 * since tokens and texts travel in them.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method, url, ip } = request
    const [path] = url.split('?')
    const line = { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ip }
    if (path?.startsWith('/api/')) request.log.info(line, 'request')
    else request.log.debug(line, 'request')
  })
}
