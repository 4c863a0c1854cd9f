import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How far messages have arrived on a device of each member. What was read before has arrived. */
export const addDeliveries: Migration = {
  async up(db: Kysely<{ members: { shown_read_seq: number; delivered_seq: number } }>) {
    await db.schema
      .alterTable('members')
      .addColumn('delivered_seq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db
      .updateTable('members')
      .set((member) => ({ delivered_seq: member.ref('shown_read_seq') }))
      .where('shown_read_seq', '>', 0)
      .execute()
  },
}
