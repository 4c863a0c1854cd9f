import { ERROR_CODES } from '@chat/protocol'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import type { Accounts } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import { requireRow } from '../gate/access/route-access.ts'
import type { RateLimits } from '../gate/rate-limits.ts'
import type { Logger } from '../logger.ts'
import { type Patience, usualPatience } from '../patience.ts'
import type { Pictures } from '../pictures/pictures.ts'
import { addAccountRoutes } from './account-routes.ts'
import { answerBrokenRequest, answerError } from './answer-errors.ts'
import { addHealthRoutes, type HealthRoutesOptions } from './health-routes.ts'
import { logRequests } from './log-requests.ts'
import { addPictureRoutes } from './picture-routes.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addWebFiles, answerPage, WEB_ROOT } from './web-files.ts'

export interface HttpServerOptions extends HealthRoutesOptions {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustProxy' | 'rateLimits'>
  readonly logger: Logger
  readonly accounts: Accounts
  readonly pictures: Pictures
  readonly rateLimits: Pick<RateLimits, 'takePicture'>
  /** The folder of the built web app. */
  readonly webRoot?: string | undefined
  readonly patience?: Patience
}

/**
 * Makes the HTTP server: accounts, pictures, health, the web app. It does not listen yet; Socket.IO shares its port through
 * `.server` and none of its hooks.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { config, logger, accounts, webRoot = WEB_ROOT, patience = usualPatience } = options
  const server = fastify({
    loggerInstance: quieted(logger),
    childLoggerFactory: (_quieted, bindings) => logger.child(bindings),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    trustProxy: config.trustProxy.length > 0 && [...config.trustProxy],
    bodyLimit: 64 * 1024,
    requestTimeout: patience.request,
    connectionTimeout: patience.silence,
    // Longer than the idle time of the usual proxies, so that none sends a request into a closing connection.
    keepAliveTimeout: 75_000,
    http: {
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.check,
      maxHeaderSize: 16 * 1024,
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
  })

  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) requireRow(each, url)
  })
  server.setErrorHandler(answerError)
  server.setNotFoundHandler(
    (request, reply) =>
      answerPage(request, reply, webRoot) ??
      reply
        .code(404)
        .header('cache-control', 'no-store')
        .send({ error: { code: 'NOT_FOUND', message: ERROR_CODES.NOT_FOUND.meaning } }),
  )
  logRequests(server)
  await addSecurityHeaders(server, config)
  await addHealthRoutes(server, options)
  await addAccountRoutes(server, { accounts, config })
  await addPictureRoutes(server, options)
  await addWebFiles(server, webRoot)
  return server
}

/** Fastify tells every address that it listens on; the one line that a person needs is written elsewhere. */
function quieted(logger: Logger): FastifyBaseLogger {
  return logger.child({}, { level: logger.isLevelEnabled('info') ? 'warn' : logger.level })
}
