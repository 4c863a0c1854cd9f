import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What people have chosen to be notified of: in each room, and everywhere else. */
export const addNotifyChoices: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('members').addColumn('notify_level', 'text').execute()
    await db.schema
      .alterTable('members')
      .addColumn('muted', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('members').addColumn('muted_until', 'bigint').execute()
    await db.schema.alterTable('users').addColumn('notify_rooms', 'text').execute()
    await db.schema.alterTable('users').addColumn('notify_direct', 'text').execute()
  },
}
