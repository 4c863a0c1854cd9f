import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Indexes for what would otherwise read a whole table: the members of a room in order, the public rooms by name. */
export const indexLargeRooms: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('members_in_order')
      .on('members')
      .columns(['room_id', 'joined_seq'])
      .where(sql<boolean>`left_seq is null`)
      .execute()
    await db.schema.createIndex('rooms_by_name').on('rooms').columns(['kind', 'name', 'id']).execute()
  },
}
