import { type Ack, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { silentLogger } from '../../test/silent-logger.ts'
import { createGate, MAX_HANDLING } from './gate.ts'
import type { Services } from './handler.ts'

test('whoever asks when too much is being handled is told to come later, and the queue grows no further (G6)', async () => {
  const written = Promise.withResolvers<void>()
  const log: Pick<Services['log'], 'append'> = {
    async append() {
      await written.promise
      return { status: 'unchanged', seq: 1, at: 1 }
    },
  }
  const gate = createGate({ services: { log } as Services, rateLimits: { take: async () => {} }, logger: silentLogger })
  const caller = {
    actor: { userId: UserId.parse('alice'), sessionId: 's' },
    connection: { id: 'c', enter: () => {} },
    network: '::1',
  }
  const send = () =>
    new Promise<Ack<unknown>>((resolve) => {
      const input = { id: uuidv7(), roomId: RoomId.parse('general'), text: 'hello' }
      void gate.receive(caller, 'message:send', [input, resolve])
    })

  const taken = Array.from({ length: MAX_HANDLING }, send)
  expect(await send()).toMatchObject({ ok: false, error: { code: 'OVERLOADED', retryAfterMs: 1_000 } })
  written.resolve()
  for (const answer of await Promise.all(taken)) expect(answer.ok).toBe(true)
  expect((await send()).ok).toBe(true)
})
