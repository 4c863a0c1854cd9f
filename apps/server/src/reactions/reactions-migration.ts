import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createReactionsTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('reactions')
      .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('emoji', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('reactions_pk', ['message_id', 'user_id', 'emoji'])
      .execute()
    // Counting, the first of each emoji and the pages of everybody come out of this alone.
    await db.schema
      .createIndex('reactions_by_emoji')
      .on('reactions')
      .columns(['message_id', 'emoji', 'seq', 'user_id'])
      .execute()
  },
}
