import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const addRevisions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('edited_at', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('deleted_by', 'text').execute()
    await db.schema
      .createTable('message_revisions')
      .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id'))
      .addColumn('replaced_seq', 'bigint', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('message_revisions_pk', ['message_id', 'replaced_seq'])
      .execute()
  },
}
