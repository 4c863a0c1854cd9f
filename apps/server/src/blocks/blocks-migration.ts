import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createBlocksTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('blocks')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('blocked_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('blocks_pk', ['user_id', 'blocked_id'])
      .execute()
  },
}
