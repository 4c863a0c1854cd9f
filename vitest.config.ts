import { defineConfig } from 'vitest/config'

/** The server runs the same suite on both databases; everything else runs once. */
const server = (database: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `server on ${database}`,
    include: ['apps/server/**/*.test.ts'],
    env: { TEST_DATABASE: database },
    ...(database === 'postgres' && { globalSetup: ['apps/server/test/start-postgres.ts'] }),
  },
})

const plain = (name: string, folder: string) => ({
  extends: true as const,
  test: { name, include: [`${folder}/**/*.test.{ts,tsx}`] },
})

export default defineConfig({
  resolve: { conditions: ['@chat/source'] },
  ssr: { resolve: { conditions: ['@chat/source'], externalConditions: ['@chat/source'] } },
  test: {
    projects: [
      plain('protocol', 'packages/protocol'),
      plain('client', 'packages/client'),
      plain('web', 'apps/web'),
      server('sqlite'),
      server('postgres'),
    ],
  },
})
