import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createInvitesTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('invites')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('max_uses', 'integer')
      .addColumn('uses', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('revoked_at', 'bigint')
      .execute()
    await db.schema.createIndex('invites_by_room').on('invites').columns(['room_id', 'created_at']).execute()
  },
}
