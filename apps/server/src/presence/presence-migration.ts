import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What people have chosen to be shown as, and when they were last here. */
export const addPresence: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('users').addColumn('chosen_status', 'text').execute()
    await db.schema.alterTable('users').addColumn('last_seen_at', 'bigint').execute()
  },
}
