import { getMigrations } from 'better-auth/db/migration'
import { expect, it } from 'vitest'
import { silentLogger } from '../../test/silent-logger.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { readConfig } from '../config.ts'
import { createAttemptLimits } from './attempt-limits.ts'
import { authOptions } from './auth-options.ts'

it('leaves nothing for better-auth to create, add or complain about', async () => {
  const database = await openTestDatabase()
  const complaints: string[] = []
  const plan = await getMigrations({
    ...authOptions({
      database,
      config: readConfig({}),
      secret: 'x'.repeat(40),
      logger: silentLogger,
      limits: createAttemptLimits(false),
      lastSeen: { isHere: () => false },
      mails: undefined,
      provider: undefined,
      onPersonCreated: async () => {},
      onPersonChanged: async () => {},
      roomsOnlyOwnedBy: async () => [],
      finishDeletion: async () => {},
      onSessionEnded: () => {},
      suggestName: () => 'BrightFox42',
    }),
    logger: { level: 'warn', log: (_level, message) => complaints.push(message) },
  })
  expect(plan).toMatchObject({
    toBeCreated: [],
    toBeAdded: [],
    toBeAddedIndexes: [],
    unsafeChanges: [],
    schemaProblems: [],
  })
  expect(complaints).toEqual([])
})
