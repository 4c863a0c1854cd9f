import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createSavedMessagesTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('saved_messages')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('saved_messages_pk', ['user_id', 'message_id'])
      .execute()
    await db.schema.createIndex('saved_messages_by_seq').on('saved_messages').columns(['user_id', 'seq']).execute()
  },
}
