import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How rooms are run: read-only, archived, who made them, and who may not come back by themselves. */
export const addRoomRule: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('rooms')
      .addColumn('read_only', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('rooms')
      .addColumn('archived', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('rooms').addColumn('created_by', 'text').execute()
    // So that what is newer than somebody's last look at a room can be kept from them.
    for (const table of ['rooms', 'members']) {
      await db.schema
        .alterTable(table)
        .addColumn('changed_seq', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute()
    }
    await db.schema
      .alterTable('members')
      .addColumn('removed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
