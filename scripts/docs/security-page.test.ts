import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const docs = join(import.meta.dirname, '../../docs')

test('every line of the security page leads to the test that shows it', () => {
  const page = readFileSync(join(docs, 'security.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| What is tried'))
  expect(rows.length).toBeGreaterThan(40)
  for (const row of rows) {
    const shown = [...row.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]
    expect(shown.length, row).toBeGreaterThan(0)
    for (const [, name = '', path = ''] of shown) {
      expect(basename(path)).toBe(name)
      expect(name).toMatch(/\.(test\.tsx?|spec\.ts)$/)
      expect(existsSync(join(docs, path)), path).toBe(true)
    }
  }
})
