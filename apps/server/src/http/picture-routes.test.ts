import { once } from 'node:events'
import { connect } from 'node:net'
import { UserId } from '@chat/protocol'
import Fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { addPictureRoutes } from './picture-routes.ts'

const ann = { id: UserId.parse('ann'), name: 'Ann' }

test('whoever hangs up before it is known who they are takes nobody the place', async () => {
  const known = Promise.withResolvers<void>()
  const authenticate = vi.fn(async () => {
    await known.promise
    return { userId: ann.id, sessionId: 'one', expiresAt: Number.MAX_SAFE_INTEGER }
  })
  const server = Fastify()
  onTestFinished(() => server.close())
  await addPictureRoutes(server, {
    pictures: { replace: async () => ann, remove: async () => ann, find: async () => undefined },
    accounts: { authenticate },
    rateLimits: { takePicture: async () => {} },
    config: { publicUrl: undefined, allowedOrigins: [] },
  })
  const url = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))

  const senders = Array.from({ length: 24 }, () => {
    const socket = connect(Number(url.port), url.hostname)
    socket.write('PUT /api/picture HTTP/1.1\r\nHost: chat\r\nContent-Length: 9\r\n\r\nx')
    return socket
  })
  await vi.waitFor(() => expect(authenticate).toHaveBeenCalledTimes(24))
  for (const socket of senders) {
    socket.destroy()
    await once(socket, 'close')
  }
  const connections = () =>
    new Promise<number>((resolve, reject) => {
      server.server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
    })
  await expect.poll(connections).toBe(0)
  known.resolve()
  await vi.waitFor(async () => {
    const answer = await fetch(new URL('/api/picture', url), { method: 'PUT', body: 'x' })
    expect(answer.status).toBe(200)
  })
})
