import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Adds who is deleted, and what is left to do about it. */
export const addDeletions: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    await db.schema.alterTable('users').addColumn('deleted_at', 'bigint').execute()
    // Those who have deleted their account before.
    await db
      .updateTable('users')
      .set({ deleted_at: Date.now() })
      .where('email', '=', sql<string>`id || '@deleted.invalid'`)
      .execute()
    await db.schema
      .createTable('deletions')
      .addColumn('user_id', 'text', (column) => column.primaryKey().notNull().references('users.id'))
      .addColumn('with_messages', 'integer', (column) => column.notNull())
      .addColumn('room_id', 'text')
      .addColumn('seq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
