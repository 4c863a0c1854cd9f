import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const addReplies: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('reply_to', 'text').execute()
    await db.schema.alterTable('messages').addColumn('reply_to_author_id', 'text').execute()
  },
}
