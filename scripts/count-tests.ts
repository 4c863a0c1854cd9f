import { readFile } from 'node:fs/promises'

/** How many tests of one or several runners passed and failed. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

export async function countVitest(reportFile: string, exitCode: number): Promise<TestCounts> {
  const report = await readReport<VitestReport>(reportFile)
  return withRunner(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  })
}

/** A test that passed only when it was repeated counts as failed. */
export async function countPlaywright(reportFile: string, exitCode: number): Promise<TestCounts> {
  const stats = (await readReport<PlaywrightReport>(reportFile))?.stats
  return withRunner(exitCode, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  })
}

export function sumCounts(all: readonly TestCounts[]): TestCounts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  }
}

/** A runner that crashed, found no tests or failed outside of a test has failed, whatever it counted. */
function withRunner(exitCode: number, counts: TestCounts): TestCounts {
  const failedOutside = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return failedOutside ? { ...counts, failed: 1 } : counts
}

/** undefined where a runner crashed before it wrote its report. */
async function readReport<Report>(file: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
