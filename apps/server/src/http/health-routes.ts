import type { FastifyInstance } from 'fastify'
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

  server.get('/livez', options, async () => ({ status: 'ok' }))

  server.get('/readyz', options, async (_request, reply) => {
    const isReady = health().status === 'ok' && (await ready())
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
