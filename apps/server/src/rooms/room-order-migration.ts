import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The public rooms by name in any case: `general` stands before `Tokyo`. */
export const orderRoomsInAnyCase: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('rooms_by_name').execute()
    await db.schema.createIndex('rooms_by_name').on('rooms').expression(sql`kind, lower(name), id`).execute()
  },
}
