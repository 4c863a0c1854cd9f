import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createRemindersTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('reminders')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('remind_at', 'bigint', (column) => column.notNull())
      .addColumn('fired_at', 'bigint')
      .addPrimaryKeyConstraint('reminders_pk', ['user_id', 'message_id'])
      .execute()
    // What is still to come alone: each node asks for the next one.
    await db.schema
      .createIndex('reminders_to_come')
      .on('reminders')
      .column('remind_at')
      .where(sql<boolean>`fired_at is null`)
      .execute()
  },
}
