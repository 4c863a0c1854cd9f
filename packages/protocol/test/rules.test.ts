import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('the rules in PROTOCOL.md', () => {
  const rules = [...read('packages/protocol/PROTOCOL.md').matchAll(/^- \*\*(S\d+) /gm)].map(([, number = '']) => number)

  it('are numbered in their order, each once', () => {
    expect(rules.length).toBeGreaterThan(20)
    expect(rules).toEqual([...new Set(rules)].sort(byNumber))
  })

  it('are each named by a test, and tests name no others', () => {
    const tests = globSync('{apps,packages,e2e}/**/*.{test,spec,faults}.{ts,tsx}', {
      cwd: root,
      exclude: (path) => path.includes('node_modules'),
    })
    const named = new Set(tests.flatMap((path) => read(path).match(/\bS\d+(?=[,)])/g) ?? []))
    expect([...named].sort(byNumber)).toEqual(rules)
  })
})

function byNumber(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1))
}
