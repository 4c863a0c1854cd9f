import { readFile } from 'node:fs/promises'

/** How many tests of one or several runners passed and failed. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, each on a line of its own that says where it is. */
  readonly failures: readonly string[]
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly PlaywrightSuite[]
}

interface PlaywrightSuite {
  readonly specs: readonly {
    readonly file: string
    readonly line: number
    readonly title: string
    readonly tests: readonly { readonly status: string }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[]
}

export async function countVitest(reportFile: string, exitCode: number): Promise<TestCounts> {
  const report = await readReport<VitestReport>(reportFile)
  return withRunner(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures: (report?.testResults ?? []).flatMap(failuresOfFile),
  })
}

/** A file that fails before its first test has a message of its own. */
function failuresOfFile({ name, status, message, assertionResults }: VitestReport['testResults'][number]): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length > 0) return failed.map((test) => `${name}: ${test.fullName}`)
  return status === 'failed' ? [`${name}: ${message.split('\n', 1)[0]}`] : []
}

/** A test that passed only when it was repeated counts as failed. */
export async function countPlaywright(reportFile: string, exitCode: number): Promise<TestCounts> {
  const report = await readReport<PlaywrightReport>(reportFile)
  const stats = report?.stats
  return withRunner(exitCode, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
    failures: (report?.suites ?? []).flatMap(failuresOfSuite),
  })
}

function failuresOfSuite({ specs, suites = [] }: PlaywrightSuite): string[] {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
  return [...failed.map(({ file, line, title }) => `${file}:${line}: ${title}`), ...suites.flatMap(failuresOfSuite)]
}

export function sumCounts(all: readonly TestCounts[]): TestCounts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: all.flatMap(({ failures }) => failures),
  }
}

/** A runner that crashed, found no tests or failed outside of a test has failed, whatever it counted. */
function withRunner(exitCode: number, counts: TestCounts): TestCounts {
  const failedOutside = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return failedOutside ? { ...counts, failed: 1, failures: ['a runner failed outside of its tests'] } : counts
}

/** undefined where a runner crashed before it wrote its report. */
async function readReport<Report>(file: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
