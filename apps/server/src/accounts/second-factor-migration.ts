import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Adds the authenticator apps that people sign in with, as better-auth's plugin for two factors expects them. */
export const addSecondFactor: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    const date = db.getExecutor().adapter instanceof PostgresAdapter ? 'timestamptz' : 'date'
    await db.schema
      .alterTable('users')
      .addColumn('two_factor_enabled', 'boolean', (column) => column.defaultTo(sql`false`))
      .execute()
    await db.schema
      .createTable('two_factors')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('backup_codes', 'text', (column) => column.notNull())
      .addColumn('verified', 'boolean', (column) => column.defaultTo(sql`true`))
      .addColumn('failed_verification_count', 'integer', (column) => column.defaultTo(0))
      .addColumn('locked_until', date)
      .execute()
    await db.schema.createIndex('two_factors_user_id_idx').on('two_factors').column('user_id').execute()
    await db.schema.createIndex('two_factors_secret_idx').on('two_factors').column('secret').execute()
  },
}
