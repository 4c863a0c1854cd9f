import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Creates the tables of {@link AccountsTables} in the column types that better-auth expects of each database. */
export const createAccountsTables: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    const date = db.getExecutor().adapter instanceof PostgresAdapter ? 'timestamptz' : 'date'

    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('email_verified', 'boolean', (column) => column.notNull())
      .addColumn('image', 'text')
      .addColumn('is_anonymous', 'boolean', (column) => column.defaultTo(sql`false`))
      .addColumn('created_at', date, (column) => column.notNull())
      .addColumn('updated_at', date, (column) => column.notNull())
      .execute()
    await db.schema.createIndex('users_name_idx').on('users').column('name').execute()

    await db.schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('token', 'text', (column) => column.notNull().unique())
      .addColumn('expires_at', date, (column) => column.notNull())
      .addColumn('ip_address', 'text')
      .addColumn('user_agent', 'text')
      .addColumn('created_at', date, (column) => column.notNull())
      .addColumn('updated_at', date, (column) => column.notNull())
      .execute()
    await db.schema.createIndex('sessions_user_id_idx').on('sessions').column('user_id').execute()

    await db.schema
      .createTable('accounts')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('provider_id', 'text', (column) => column.notNull())
      .addColumn('access_token', 'text')
      .addColumn('refresh_token', 'text')
      .addColumn('id_token', 'text')
      .addColumn('access_token_expires_at', date)
      .addColumn('refresh_token_expires_at', date)
      .addColumn('scope', 'text')
      .addColumn('password', 'text')
      .addColumn('created_at', date, (column) => column.notNull())
      .addColumn('updated_at', date, (column) => column.notNull())
      .execute()
    await db.schema.createIndex('accounts_user_id_idx').on('accounts').column('user_id').execute()

    await db.schema
      .createTable('verifications')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('identifier', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('expires_at', date, (column) => column.notNull())
      .addColumn('created_at', date, (column) => column.notNull())
      .addColumn('updated_at', date, (column) => column.notNull())
      .execute()
    await db.schema.createIndex('verifications_identifier_idx').on('verifications').column('identifier').execute()
  },
}
