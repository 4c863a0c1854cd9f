import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createScheduledTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('scheduled_messages')
      // No reference to a message: there is none yet.
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('reply_to', 'text')
      .addColumn('send_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint')
      .addColumn('failed_code', 'text')
      .addColumn('failed_message', 'text')
      .addPrimaryKeyConstraint('scheduled_messages_pk', ['user_id', 'id'])
      .execute()
    // What is still to be sent alone: each node asks for the next one.
    await db.schema
      .createIndex('scheduled_to_send')
      .on('scheduled_messages')
      .column('send_at')
      .where(sql<boolean>`failed_code is null`)
      .execute()
  },
}
