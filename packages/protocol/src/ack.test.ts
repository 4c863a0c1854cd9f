import { describe, expect, it } from 'vitest'
import { ackOf } from './ack.ts'
import { sendMessage } from './messages.ts'

const AckOfSend = ackOf(sendMessage.output)
const data = { id: '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11', seq: 1, sentAt: 0 }
const error = { code: 'CONFLICT', message: 'The id is taken.' }

describe('the answer to a request', () => {
  it('is its data or an error', () => {
    expect(AckOfSend.parse({ ok: true, data })).toEqual({ ok: true, data })
    expect(AckOfSend.parse({ ok: false, error })).toEqual({ ok: false, error })
    expect(
      AckOfSend.parse({
        ok: false,
        error: {
          ...error,
          retryAfterMs: 1_500,
          issues: [{ path: 'text', message: 'Must not be empty' }],
        },
      }),
    ).toMatchObject({ error: { retryAfterMs: 1_500 } })
  })

  it.each([
    ['neither', {}],
    ['data that is called an error', { ok: false, data }],
    ['an error that is called data', { ok: true, error }],
    ['a code that is not in the list', { ok: false, error: { ...error, code: 'TEAPOT' } }],
    ['truth of another type', { ok: 1, data }],
    ['nothing', null],
  ])('is never %s', (_, answer) => {
    expect(AckOfSend.safeParse(answer).success).toBe(false)
  })

  it('may say more than this version knows, which is ignored', () => {
    expect(AckOfSend.parse({ ok: true, data: { ...data, pinned: true }, took: 3 })).toEqual({ ok: true, data })
  })
})
