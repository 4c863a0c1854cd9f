import { availableParallelism } from 'node:os'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

type Database = 'sqlite' | 'postgres'
const databases: readonly Database[] = ['sqlite', 'postgres']

/** The server runs the same suite on both databases, but for ON_ONE_DATABASE; everything else runs once. */
function onDatabase(
  name: string,
  database: Database,
  include: string[],
  options: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: `${name} on ${database}`,
      include,
      // The server keeps nothing outside of what a test makes, and takes long to import: once for all files.
      isolate: false,
      env: { TEST_DATABASE: database },
      setupFiles: ['apps/server/test/reuse-threads.ts', 'apps/server/test/cheap-passwords.ts'],
      globalSetup: [
        BUNDLE_SERVER,
        `apps/server/test/${database === 'postgres' ? 'start-postgres' : 'prepare-sqlite'}.ts`,
      ],
      ...options,
    },
  }
}

/** Each file in a process of its own, if the options do not say otherwise. */
function plain(
  name: string,
  folder: string,
  options: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include: [`${folder}/**/*.test.{ts,tsx}`], ...options } }
}

/**
 * What is on SQLite alone: what is refused before the database is asked, counted outside of it, or about connections and
 * addresses and not about what is said there. Whatever reads or writes rooms, people, the log or a count is on both.
 */
const ON_ONE_DATABASE = [
  'accounts/guard-attempts',
  'accounts/redirects',
  'gate/hostile-input',
  'realtime/close-floods',
  'realtime/keep-with-opener',
  'realtime/patience',
  'realtime/ways-to-connect',
  'realtime/web-socket-frames',
  'realtime/wire',
].map((file) => `apps/server/src/${file}.test.ts`)

/** Tried with what the tabs of a browser share, and files in one process would: each has one of its own. */
const IN_BROWSERS = 'packages/client/src/browser/**'
const BUNDLE_SERVER = 'apps/server/test/bundle-server.ts'

export default defineConfig({
  resolve: { conditions: ['@chat/source'] },
  ssr: { resolve: { conditions: ['@chat/source'], externalConditions: ['@chat/source'] } },
  test: {
    // One more than there are cores: some tests wait for what takes its time, and a small machine has none to leave idle.
    maxWorkers: availableParallelism() + 1,
    // Generous, for machines that do much else; no test waits by time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for ends the wait; the limit is for what never comes.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      plain('protocol', 'packages/protocol'),
      plain('client', 'packages/client', { exclude: ['**/node_modules/**', IN_BROWSERS], isolate: false }),
      plain('client in browsers', 'packages/client/src/browser'),
      plain('web', 'apps/web', { isolate: false }),
      plain('load', 'apps/load', { globalSetup: [BUNDLE_SERVER] }),
      plain('scripts', 'scripts'),
      onDatabase('server', 'sqlite', ['apps/server/**/*.test.ts']),
      onDatabase('server', 'postgres', ['apps/server/**/*.test.ts'], {
        exclude: ['**/node_modules/**', ...ON_ONE_DATABASE],
      }),
      {
        extends: true,
        test: { name: 'faults of the client', include: ['packages/client/**/*.faults.ts'], testTimeout: 3_600_000 },
      },
      // Minutes of kills, by `pnpm test:faults` alone; a short form of each is among the tests above.
      ...databases.map((database) =>
        onDatabase('faults', database, ['apps/server/**/*.faults.ts'], { testTimeout: 3_600_000 }),
      ),
    ],
  },
})
