import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const addTombstones: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('deleted_at', 'bigint').execute()
    // So that what is newer than somebody's last look at a room can be kept from them.
    await db.schema
      .alterTable('messages')
      .addColumn('changed_seq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
