import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How often people have marked rooms as unread. */
export const addReadEpoch: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('members')
      .addColumn('read_epoch', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
