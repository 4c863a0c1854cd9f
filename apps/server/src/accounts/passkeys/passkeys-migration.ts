import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Adds the passkeys that people sign in with. */
export const createPasskeysTable: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('passkeys')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull().unique())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('last_used_at', 'bigint')
      .execute()
    await db.schema.createIndex('passkeys_user_id_idx').on('passkeys').column('user_id').execute()
  },
}
