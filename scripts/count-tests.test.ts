import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countPlaywright, countVitest, sumCounts } from './count-tests.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chat-counts-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function report(content: unknown): Promise<string> {
  const file = join(folder, 'report.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] }

test('a person reads how many tests passed over all runners', async () => {
  const units = await countVitest(await report(vitest), 0)
  const e2e = await countPlaywright(
    await report({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, suites: [] }),
    0,
  )
  expect(sumCounts([units, e2e])).toEqual({ passed: 10, failed: 0, skipped: 1, failures: [] })
})

test('a runner that fails outside of its tests has failed, even if every test passed', async () => {
  expect(await countVitest(await report(vitest), 1)).toMatchObject({ passed: 7, failed: 1 })
})

test('a runner that crashes before its report has failed', async () => {
  expect(await countVitest(join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1 })
})

test('a runner that finds no tests has failed', async () => {
  expect(await countVitest(await report({ ...vitest, numPassedTests: 0 }), 0)).toMatchObject({ passed: 0, failed: 1 })
})

test('a test that passes only at the second try has failed', async () => {
  const flaky = await report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 }, suites: [] })
  expect(await countPlaywright(flaky, 1)).toMatchObject({ passed: 3, failed: 2 })
})

test('a person finds the names of what failed at the end of all the output', async () => {
  const units = await countVitest(
    await report({
      ...vitest,
      numFailedTests: 1,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [{ fullName: 'adds', status: 'failed' }],
        },
        { name: 'b.test.ts', status: 'failed', message: 'No such module\n  at ...', assertionResults: [] },
        {
          name: 'c.test.ts',
          status: 'passed',
          message: '',
          assertionResults: [{ fullName: 'works', status: 'passed' }],
        },
      ],
    }),
    1,
  )
  const spec = { file: 'd.spec.ts', line: 7, title: 'a message arrives', tests: [{ status: 'flaky' }] }
  const e2e = await countPlaywright(
    await report({
      stats: { expected: 0, unexpected: 0, flaky: 1, skipped: 0 },
      suites: [{ specs: [], suites: [{ specs: [spec, { ...spec, tests: [{ status: 'expected' }] }] }] }],
    }),
    1,
  )
  expect(sumCounts([units, e2e]).failures).toEqual([
    'a.test.ts: adds',
    'b.test.ts: No such module',
    'd.spec.ts:7: a message arrives',
  ])
})
