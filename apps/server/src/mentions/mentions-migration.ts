import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { nameKey } from '../people/name-key.ts'

interface UsersBefore {
  users: { id: string; name: string; name_key: string }
}

export const addMentions: Migration = {
  async up(db: Kysely<UsersBefore>) {
    await db.schema.alterTable('messages').addColumn('mentions', 'text').execute()
    const clustered = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
      db.getExecutor().adapter instanceof SqliteAdapter ? table.modifyEnd(sql`without rowid`) : table
    await clustered(
      db.schema
        .createTable('mentions')
        .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
        .addColumn('mentioned', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('author_id', 'text', (column) => column.notNull().references('users.id'))
        .addPrimaryKeyConstraint('mentions_pk', ['room_id', 'mentioned', 'seq']),
    ).execute()

    await db.schema
      .alterTable('users')
      .addColumn('name_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await keyNames(db)
    await db.schema.createIndex('users_by_name_key').on('users').columns(['name_key', 'id']).execute()
  },
}

/** Gives everybody the key of their name, some at a time: no database folds names as {@link nameKey} does. */
export async function keyNames(db: Kysely<UsersBefore>): Promise<void> {
  for (let after = '', more = true; more; ) {
    const users = await db
      .selectFrom('users')
      .select(['id', 'name'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id, name } of users) {
      await db
        .updateTable('users')
        .set({ name_key: nameKey(name) })
        .where('id', '=', id)
        .execute()
    }
    after = users.at(-1)?.id ?? after
    more = users.length > 0
  }
}
