import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

/** The file or database was written by a newer version of Chat than this one. */
export class DatabaseTooNewError extends Error {
  override readonly name = 'DatabaseTooNewError'
}

/**
 * Brings the schema up to date; does nothing where it is. Several nodes may call it at once on PostgreSQL.
 *
 * @throws {DatabaseTooNewError} if the database has migrations that this version does not know
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const applied = await appliedMigrations(db)
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length > 0) {
    throw new DatabaseTooNewError(
      `The database was written by a newer version of Chat (it has ${unknown.join(', ')}). Start that version instead.`,
    )
  }
  if (applied.length === Object.keys(migrations).length) return
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Features do not come in the order of their numbers, and do not build on each other's tables in it.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return rows.map((row) => row.name)
}
