import { describe, expect, it } from 'vitest'
import { requests } from './contract.ts'
import { COMMON_ERRORS, ERROR_CODES, ErrorCode, isErrorCode, isRetriable } from './errors.ts'

describe('error codes', () => {
  it('are a closed list', () => {
    expect(ErrorCode.options).toEqual(Object.keys(ERROR_CODES))
    expect(ErrorCode.safeParse('TEAPOT').success).toBe(false)
    expect(isErrorCode('TEAPOT')).toBe(false)
  })

  it('tell what waiting mends from what it does not (S8)', () => {
    expect(isRetriable('RATE_LIMITED')).toBe(true)
    expect(isRetriable('AUTH_EXPIRED')).toBe(true)
    expect(isRetriable('CONFLICT')).toBe(false)
    expect(isRetriable('VALIDATION_FAILED')).toBe(false)
  })

  it('that a newer server made up are worth another try (S8)', () => {
    expect(isRetriable('TEAPOT')).toBe(true)
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('do not include %j', (code) => {
    expect(isErrorCode(code)).toBe(false)
    expect(isRetriable(code)).toBe(true)
  })

  it('of a request are its own, each once and none of the common ones', () => {
    for (const { name, errors } of requests) {
      const all: string[] = [...errors, ...COMMON_ERRORS]
      expect([...new Set(all)], name).toEqual(all)
    }
  })
})
