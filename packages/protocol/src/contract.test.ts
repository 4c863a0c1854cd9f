import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { events, requests } from './contract.ts'
import { limits } from './limits.ts'
import { getRoomHistory } from './rooms.ts'
import { HandshakeAuth, syncSession } from './session.ts'

describe('the contract', () => {
  it('names requests as commands and events as facts, each once', () => {
    const names = [...requests, ...events].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)*$/)
    for (const { name } of events) expect(name).toMatch(/(ed|ing)$/)
  })

  it('describes every request and event in sentences', () => {
    for (const { name, description } of [...requests, ...events]) expect(description, name).toMatch(/^[A-Z].*\.$/)
  })

  it('refuses unknown fields in what a server receives, ignores them in what a client receives (S5, S27)', () => {
    for (const { name, input, output } of requests) {
      expect(z.toJSONSchema(input, { io: 'input' }).additionalProperties, name).toBe(false)
      expect(JSON.stringify(z.toJSONSchema(output, { io: 'input' })), name).not.toContain(
        '"additionalProperties":false',
      )
    }
    for (const { name, payload } of events) {
      expect(JSON.stringify(z.toJSONSchema(payload, { io: 'input' })), name).not.toContain(
        '"additionalProperties":false',
      )
    }
  })

  it('transforms nothing: what is sent is what is received', () => {
    // Generating the JSON Schema of an output throws on a transform.
    for (const { input, output } of requests) {
      expect(() => [z.toJSONSchema(input, { io: 'output' }), z.toJSONSchema(output, { io: 'output' })]).not.toThrow()
    }
    for (const { payload } of events) expect(() => z.toJSONSchema(payload, { io: 'output' })).not.toThrow()
  })
})

describe('a page of history', () => {
  it('is asked for in one direction at most', () => {
    const parse = (position: object) => getRoomHistory.input.safeParse({ roomId: 'general', ...position }).success
    expect([parse({}), parse({ before: 9 }), parse({ around: 9 }), parse({ after: 0 })]).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect([parse({ before: 9, after: 1 }), parse({ around: 9, before: 9 })]).toEqual([false, false])
  })
})

describe('a synchronisation', () => {
  it('takes the cursors of as many rooms as the limit says', () => {
    const cursors = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, 1]))
    expect(syncSession.input.safeParse({ cursors: cursors(limits.syncCursors) }).success).toBe(true)
    expect(syncSession.input.safeParse({ cursors: cursors(limits.syncCursors + 1) }).success).toBe(false)
  })
})

describe('a handshake', () => {
  it('says which protocol the client speaks, and may carry a token', () => {
    expect(HandshakeAuth.safeParse({ protocol: 1 }).success).toBe(true)
    expect(HandshakeAuth.safeParse({ protocol: 1, token: 'secret' }).success).toBe(true)
    expect(HandshakeAuth.safeParse({ protocol: 1, colour: 'blue' }).success).toBe(true)
  })

  it.each([
    {},
    { protocol: 2 },
    { protocol: '1' },
    { protocol: 1, token: 7 },
    { protocol: 1, token: 'x'.repeat(4_097) },
  ])('is refused with %j', (auth) => {
    expect(HandshakeAuth.safeParse(auth).success).toBe(false)
  })
})
