import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Direct conversations, one for each set of people, and what somebody has made of their rooms: favourites, hidden ones. */
export const addDirectRooms: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('rooms').addColumn('direct_key', 'text').execute()
    await db.schema.createIndex('rooms_by_people').unique().on('rooms').column('direct_key').execute()
    await db.schema
      .alterTable('members')
      .addColumn('favourite', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('members').addColumn('hidden_seq', 'bigint').execute()
    await db.schema.createIndex('users_by_name').on('users').expression(sql`lower(name), id`).execute()
  },
}
