import { describe, expect, it } from 'vitest'
import { limits, requests } from '../src/index.ts'
import { requestExamples } from './examples.ts'
import { hostileInputs } from './hostile-inputs.ts'

describe.each(requests)('$name', (request) => {
  const valid = requestExamples[request.name].input
  const cases = hostileInputs(request, valid)

  it('is accepted as an honest client sends it', () => {
    expect(request.input.safeParse(valid).error).toBeUndefined()
  })

  it('is refused in every hostile form (S5)', () => {
    const accepted = cases
      .filter(({ caughtBy }) => caughtBy === 'schema')
      .filter(({ json }) => request.input.safeParse(JSON.parse(json)).success)
    expect(accepted.map(({ title }) => title)).toEqual([])
  })

  it('leaves to the gate only prototype keys, which the validator drops without harm', () => {
    for (const { json } of cases.filter(({ caughtBy }) => caughtBy === 'gate')) {
      expect(json).toContain('"__proto__":')
      const { data } = request.input.safeParse(JSON.parse(json))
      for (const value of Object.values(data ?? {})) expect(Object.keys(value)).toEqual([])
      expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    }
  })

  it('keeps what is meant for the gate small enough to reach it', () => {
    for (const { caughtBy, json } of cases) {
      expect(Buffer.byteLength(json) > limits.frameBytes - 1_000).toBe(caughtBy === 'frame')
    }
  })

  it('tries every kind of harm', () => {
    expect(cases.length).toBeGreaterThan(15)
    expect(new Set(cases.map(({ json }) => json)).size).toBe(cases.length)
  })
})
