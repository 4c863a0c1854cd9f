import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createRoomsTables: Migration = {
  async up(db: Kysely<unknown>) {
    // On SQLite a table without rowid is its primary key's tree: one look-up, one write, rows of a room side by side.
    const clustered = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
      db.getExecutor().adapter instanceof SqliteAdapter ? table.modifyEnd(sql`without rowid`) : table

    await db.schema
      .createTable('rooms')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('slug', 'text', (column) => column.unique())
      .addColumn('topic', 'text')
      .addColumn('head', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('head_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('member_count', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()

    await clustered(
      db.schema
        .createTable('members')
        .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
        .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('joined_seq', 'bigint', (column) => column.notNull())
        .addColumn('left_seq', 'bigint')
        .addColumn('last_read_seq', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('members_pk', ['room_id', 'user_id']),
    ).execute()
    await db.schema.createIndex('members_by_user').on('members').columns(['user_id', 'room_id']).execute()

    await db.schema
      .createTable('messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('messages_by_room', ['room_id', 'seq'])
      .execute()

    await clustered(
      db.schema
        .createTable('room_log')
        .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject_id', 'text', (column) => column.notNull())
        .addColumn('actor_id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('room_log_pk', ['room_id', 'seq']),
    ).execute()
  },
}
