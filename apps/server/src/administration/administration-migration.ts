import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Adds what somebody is on the server, whether they are suspended, and the settings that are changed while it runs. */
export const createAdministrationTables: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('users')
      .addColumn('server_role', 'text', (column) => column.notNull().defaultTo('member'))
      .execute()
    await db.schema.alterTable('users').addColumn('suspended_at', 'bigint').execute()
    // Few people are more than members, and they are looked for at each start.
    await db.schema
      .createIndex('users_server_role_idx')
      .on('users')
      .column('server_role')
      .where(sql.ref('server_role'), '<>', sql.lit('member'))
      .execute()
    await db.schema
      .createTable('server_settings')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
}
