import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is pinned, beside the message: whoever reads messages reads it along. */
export const addPins: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('pinned_seq', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('pinned_at', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('pinned_by', 'text').execute()
    // Has pinned messages alone: writing others costs nothing more.
    await db.schema
      .createIndex('messages_pinned')
      .on('messages')
      .columns(['room_id', 'pinned_seq'])
      .where(sql<boolean>`pinned_seq is not null`)
      .execute()
    await db.schema
      .alterTable('rooms')
      .addColumn('pin_count', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
