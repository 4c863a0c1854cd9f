import { expect, it } from 'vitest'
import { createTestHttpServer } from '../../test/test-http-server.ts'
import { version } from '../version.ts'
import type { Health } from './health-routes.ts'

it('tells people how the server is', async () => {
  const server = await createTestHttpServer({ health: () => ({ status: 'ok', connections: 7 }) })
  const response = await server.inject('/health')
  expect(response.statusCode).toBe(200)
  expect(response.headers['cache-control']).toBe('no-store')
  expect(response.json()).toEqual({ status: 'ok', version, uptimeSeconds: expect.any(Number), connections: 7 })
})

it('is alive and not ready while it drains', async () => {
  let status: Health['status'] = 'ok'
  const server = await createTestHttpServer({ health: () => ({ status, connections: 0 }) })
  expect((await server.inject('/readyz')).statusCode).toBe(200)
  status = 'draining'
  expect((await server.inject('/readyz')).statusCode).toBe(503)
  expect((await server.inject('/livez')).statusCode).toBe(200)
  expect((await server.inject('/health')).json()).toMatchObject({ status: 'draining' })
})

it('is not ready when it says so, or cannot say', async () => {
  const unready = await createTestHttpServer({ ready: async () => false })
  expect((await unready.inject('/readyz')).statusCode).toBe(503)
  const broken = await createTestHttpServer({ ready: () => Promise.reject(new Error('database gone')) })
  const response = await broken.inject('/readyz')
  expect(response.statusCode).toBe(503)
  expect(response.body).not.toContain('database gone')
  expect(response.headers['cache-control']).toBe('no-store')
})
