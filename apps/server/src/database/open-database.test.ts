import { RoomId, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { silentLogger } from '../../test/silent-logger.ts'
import { createTestStorage, openTestDatabase } from '../../test/test-database.ts'
import { DatabaseTooNewError } from './migrate.ts'
import { DatabaseInUseError, openDatabase } from './open-database.ts'

test('the embedded database waits for the disk before it calls a commit done', async ({ skip }) => {
  const database = await openTestDatabase()
  if (database.dialect !== 'sqlite') skip()
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.write)
  expect(rows).toEqual([{ synchronous: 2 }])
})

test('a second process on the same data directory is refused in words', async ({ skip }) => {
  const storage = await createTestStorage()
  if (storage.databaseUrl) skip()
  const first = await openDatabase({ ...storage, logger: silentLogger })
  await expect(openDatabase({ ...storage, logger: silentLogger })).rejects.toThrow(DatabaseInUseError)
  await first.close()
  const second = await openDatabase({ ...storage, logger: silentLogger })
  await second.close()
})

test('a database of a newer version is refused in words', async () => {
  const storage = await createTestStorage()
  const database = await openDatabase({ ...storage, logger: silentLogger })
  await database.write
    .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
    .insertInto('kysely_migration')
    .values({ name: '9999_from_the_future', timestamp: '2099-01-01' })
    .execute()
  await database.close()
  await expect(openDatabase({ ...storage, logger: silentLogger })).rejects.toThrow(DatabaseTooNewError)
})

test('a database that has had a later migration before an earlier one gets the earlier one too', async () => {
  const storage = await createTestStorage()
  const database = await openDatabase({ ...storage, logger: silentLogger })
  await database.write.schema.dropTable('blocks').execute()
  await database.write
    .withTables<{ kysely_migration: { name: string } }>()
    .deleteFrom('kysely_migration')
    .where('name', '=', '0009_blocks')
    .execute()
  await database.close()
  const again = await openDatabase({ ...storage, logger: silentLogger })
  expect(await again.read.selectFrom('blocks').selectAll().execute()).toEqual([])
  await again.close()
})

test('changes that are committed while somebody else has a transaction open stay out of it', async () => {
  const database = await openTestDatabase()
  const userId = UserId.parse(uuidv7())
  const { outcomes } = await database.write.transaction().execute(async (transaction) => {
    await sql`select 1`.execute(transaction)
    const outcomes = database.commit([{ kind: 'member.left', roomId: RoomId.parse(uuidv7()), actorId: userId, userId }])
    await sql`select 1`.execute(transaction)
    return { outcomes }
  })
  expect(await outcomes).toMatchObject([{ status: 'refused', code: 'NOT_FOUND' }])
})
