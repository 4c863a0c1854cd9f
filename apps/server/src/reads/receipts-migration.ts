import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who keeps to themselves how far they have read, and how far others may know it of everybody else. */
export const addReceipts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('users')
      .addColumn('receipts_off', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    // What was read before there were receipts stays with whoever has read it.
    await db.schema
      .alterTable('members')
      .addColumn('shown_read_seq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
