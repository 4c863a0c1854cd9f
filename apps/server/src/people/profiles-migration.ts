import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What people tell about themselves. */
export const addProfiles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('users').addColumn('status_text', 'text').execute()
    await db.schema.alterTable('users').addColumn('status_until', 'bigint').execute()
    await db.schema.alterTable('users').addColumn('time_zone', 'text').execute()
  },
}
