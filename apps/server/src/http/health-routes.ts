import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { version } from '../version.ts'

export interface Health {
  readonly status: 'ok' | 'draining'
  /** Open Socket.IO connections. */
  readonly connections: number
}

export interface HealthRoutesOptions {
  health(): Health
  /** Whether new people may be sent here. */
  ready(): boolean | Promise<boolean>
}

/**
 * What watches the server asks. `/livez`: would a restart help? `/readyz`: may traffic come here? `/health`: how is it,
 * for people.
 */
export async function addHealthRoutes(server: FastifyInstance, { health, ready }: HealthRoutesOptions): Promise<void> {
  server.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.config.noStore) reply.header('cache-control', 'no-store')
  })
  const options = { config: { noStore: true } }

  async function mayServe(log: FastifyBaseLogger): Promise<boolean> {
    try {
      return await ready()
    } catch (error) {
      log.error({ err: error }, 'not ready')
      return false
    }
  }

  server.get('/livez', options, async () => ({ status: 'ok' }))

  server.get('/readyz', options, async (request, reply) => {
    const isReady = health().status === 'ok' && (await mayServe(request.log))
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' })
  })

  server.get('/health', options, async () => {
    const { status, connections } = health()
    return { status, version, uptimeSeconds: Math.floor(process.uptime()), connections }
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    noStore?: boolean
  }
}
