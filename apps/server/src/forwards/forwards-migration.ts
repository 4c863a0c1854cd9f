import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What messages pass on, beside each of them: whoever reads messages reads it along. */
export const addForwards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('forward_of', 'text').execute()
    await db.schema.alterTable('messages').addColumn('forwarded', 'text').execute()
    await db.schema.alterTable('messages').addColumn('forwarded_author_id', 'text').execute()
    // Has forwarded messages alone: writing others costs nothing more.
    await db.schema
      .createIndex('messages_forwarded')
      .on('messages')
      .column('forwarded_author_id')
      .where(sql<boolean>`forwarded_author_id is not null`)
      .execute()
  },
}
