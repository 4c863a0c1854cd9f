import { describe, expect, it } from 'vitest'
import { MessageId, RoomId, Seq, UserId } from './ids.ts'

describe('a room or user id', () => {
  it.each(['general', 'x', '7', 'a-b_c', '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11', 'A'.repeat(64)])('can be %j', (id) => {
    expect(RoomId.parse(id)).toBe(id)
    expect(UserId.parse(id)).toBe(id)
  })

  it.each(['', ' ', 'a b', 'a\n', '\na', 'é', 'a/b', '..', '-a', '_a', '__proto__', 'A'.repeat(65)])(
    'cannot be %j',
    (id) => {
      expect(RoomId.safeParse(id).success).toBe(false)
      expect(UserId.safeParse(id).success).toBe(false)
    },
  )
})

describe('a message id', () => {
  it('is a UUIDv7 in lower case', () => {
    expect(MessageId.safeParse('019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11').success).toBe(true)
  })

  it.each([
    ['in upper case, because one message must not have two names', '019ABF3C-5A10-7C4E-9B1D-3F2A6C8E0D11'],
    ['a UUIDv4', '019abf3c-5a10-4c4e-9b1d-3f2a6c8e0d11'],
    ['of another variant', '019abf3c-5a10-7c4e-cb1d-3f2a6c8e0d11'],
    ['without hyphens', '019abf3c5a107c4e9b1d3f2a6c8e0d11'],
    ['in braces', '{019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11}'],
    ['followed by a line break', '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11\n'],
    ['empty', ''],
  ])('is not %s', (_, id) => {
    expect(MessageId.safeParse(id).success).toBe(false)
  })
})

describe('a position in a log', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('can be %d', (seq) => {
    expect(Seq.parse(seq)).toBe(seq)
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1, '1', 1n, null])(
    'cannot be %s',
    (seq) => {
      expect(Seq.safeParse(seq).success).toBe(false)
    },
  )
})
