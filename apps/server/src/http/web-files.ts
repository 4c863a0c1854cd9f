import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where the build of the web app is. */
export const WEB_ROOT = fileURLToPath(new URL('../../../web/dist', import.meta.url))

const NOT_BUILT = `The server runs, but the web app is not built.

Build it with "pnpm build" and reload this page, or start both with "pnpm start".
`

/**
 * Serves the web app. Files under /assets have their content's hash in the name and never change; all others are asked
 * for again each time, so that a new version shows with the next reload.
 */
export async function addWebFiles(server: FastifyInstance, root: string): Promise<void> {
  const assets = join(root, 'assets') + sep
  await server.register(serveFiles, {
    root,
    suppressWarning: true,
    dotfiles: 'ignore',
    allowedPath: (path) => !path.endsWith('.map'),
    cacheControl: false,
    // The build lays .br and .gz files beside the larger ones; nothing is compressed while somebody waits.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/**
 * The page for an address inside the web app, which knows itself what to show there.
 *
 * @returns undefined if the request is not for a page
 */
export function answerPage(request: FastifyRequest, reply: FastifyReply, root: string): FastifyReply | undefined {
  if (!isPageRequest(request)) return undefined
  if (existsSync(join(root, 'index.html'))) return reply.code(200).sendFile('index.html')
  return reply.code(503).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(NOT_BUILT)
}

function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(api|pictures|socket\.io|assets)(\/|\?|$)/.test(url) &&
    (headers.accept ?? '').includes('text/html')
  )
}
