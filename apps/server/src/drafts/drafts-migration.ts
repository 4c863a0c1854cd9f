import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createDraftsTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('drafts')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('drafts_pk', ['user_id', 'room_id'])
      .execute()
  },
}

/** What a draft answers goes with it to all devices. */
export const addDraftReplies: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('drafts').addColumn('reply_to', 'text').execute()
  },
}
