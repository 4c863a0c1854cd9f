import { describe, expect, it } from 'vitest'
import { contractSchemas } from '../../../scripts/docs/contract-schemas.ts'
import { COMMON_ERRORS, ERROR_CODES, limits, PROTOCOL_VERSION, requests } from '../src/index.ts'

describe('the wire', () => {
  it('changes only by decision: this file is part of the change, or nothing is (S27)', async () => {
    const { requests: schemas, events, types } = contractSchemas()
    const fingerprint = {
      protocol: PROTOCOL_VERSION,
      requests: Object.fromEntries(requests.map(({ name, errors }) => [name, { ...schemas[name], errors }])),
      events,
      types,
      errors: Object.fromEntries(Object.entries(ERROR_CODES).map(([code, { retry }]) => [code, retry])),
      commonErrors: COMMON_ERRORS,
      limits,
    }
    await expect(`${flatten(fingerprint).join('\n')}\n`).toMatchFileSnapshot('./fingerprint.txt')
  })
})

/**
 * One line for every fact, so that a difference reads by itself. Descriptions are no part of the wire, and neither is the
 * `allOf` that JSON Schema needs around a reference with a description.
 */
function flatten(value: unknown, path: readonly string[] = []): string[] {
  const isLeaf = typeof value !== 'object' || value === null
  const isPlainList = Array.isArray(value) && value.every((inner) => typeof inner !== 'object')
  if (!isLeaf && !isPlainList) {
    return Object.entries(value).flatMap(([key, inner]) => flatten(inner, [...path, key]))
  }
  if (path.at(-1) === 'description') return []
  return [`${path.join(' ').replace('allOf 0 $ref', '$ref')} = ${JSON.stringify(value)}`]
}
