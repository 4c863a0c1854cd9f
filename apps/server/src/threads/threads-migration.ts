import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const addThreads: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('thread_root', 'text').execute()
    await db.schema
      .alterTable('messages')
      .addColumn('reply_count', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('messages').addColumn('last_reply_seq', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('last_reply_at', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('repliers', 'text').execute()
    // A page of the timeline walks over no thread, however long it is, and a page of a thread over nothing else.
    await db.schema
      .createIndex('messages_in_timeline')
      .on('messages')
      .columns(['room_id', 'seq'])
      .where(sql<boolean>`thread_root is null`)
      .execute()
    await db.schema
      .createIndex('messages_in_threads')
      .on('messages')
      .columns(['thread_root', 'seq'])
      .where(sql<boolean>`thread_root is not null`)
      .execute()

    await db.schema.alterTable('mentions').addColumn('thread_root', 'text').execute()
    await db.schema
      .createIndex('mentions_in_threads')
      .on('mentions')
      .columns(['thread_root', 'mentioned', 'seq'])
      .where(sql<boolean>`thread_root is not null`)
      .execute()

    const clustered = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
      db.getExecutor().adapter instanceof SqliteAdapter ? table.modifyEnd(sql`without rowid`) : table
    await clustered(
      db.schema
        .createTable('thread_members')
        .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
        .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
        .addColumn('root_id', 'text', (column) => column.notNull().references('messages.id'))
        .addColumn('following', 'integer', (column) => column.notNull())
        .addColumn('read_seq', 'bigint', (column) => column.notNull())
        .addColumn('mentioned_seq', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('thread_members_pk', ['user_id', 'room_id', 'root_id']),
    ).execute()
    await db.schema
      .createIndex('thread_members_called')
      .on('thread_members')
      .columns(['user_id', 'room_id'])
      .where(sql<boolean>`mentioned_seq > read_seq`)
      .execute()
  },
}
