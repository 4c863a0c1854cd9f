import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createPersonLog: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('person_heads')
      .addColumn('user_id', 'text', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
      .addColumn('head', 'bigint', (column) => column.notNull())
      .addColumn('head_at', 'bigint', (column) => column.notNull())
      .execute()
    // Every two seconds each node asks what is new.
    await db.schema.createIndex('person_heads_by_time').on('person_heads').column('head_at').execute()
    // One entry for each subject, the latest: the log is no larger than what it is about.
    await db.schema
      .createTable('person_log')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('person_log_pk', ['user_id', 'kind', 'subject'])
      .execute()
    await db.schema.createIndex('person_log_by_seq').on('person_log').columns(['user_id', 'seq']).unique().execute()
  },
}
