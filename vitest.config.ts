import { defineConfig } from 'vitest/config'

/** The server runs the same suite on both databases; everything else runs once. */
const server = (database: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: { name: `server on ${database}`, include: ['apps/server/**/*.test.ts'], ...on(database) },
})

/** Minutes of kills, by `pnpm test:faults` alone; a short form of each is among the server's tests. */
const faults = (database: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `faults on ${database}`,
    include: ['apps/server/**/*.faults.ts'],
    testTimeout: 1_800_000,
    ...on(database),
  },
})

const on = (database: 'sqlite' | 'postgres') => ({
  env: { TEST_DATABASE: database },
  ...(database === 'postgres' && { globalSetup: ['apps/server/test/start-postgres.ts'] }),
})

const plain = (name: string, folder: string) => ({
  extends: true as const,
  test: { name, include: [`${folder}/**/*.test.{ts,tsx}`] },
})

export default defineConfig({
  resolve: { conditions: ['@chat/source'] },
  ssr: { resolve: { conditions: ['@chat/source'], externalConditions: ['@chat/source'] } },
  test: {
    // Generous, for machines that do much else; no test waits by time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      plain('protocol', 'packages/protocol'),
      plain('client', 'packages/client'),
      plain('web', 'apps/web'),
      plain('scripts', 'scripts'),
      server('sqlite'),
      server('postgres'),
      faults('sqlite'),
      faults('postgres'),
    ],
  },
})
