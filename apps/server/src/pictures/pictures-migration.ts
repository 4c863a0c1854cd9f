import { type Kysely, PostgresAdapter } from 'kysely'
import type { Migration } from 'kysely/migration'

export const createPicturesTable: Migration = {
  async up(db: Kysely<unknown>) {
    const bytes = db.getExecutor().adapter instanceof PostgresAdapter ? 'bytea' : 'blob'
    await db.schema
      .createTable('pictures')
      .addColumn('user_id', 'text', (column) =>
        column.primaryKey().notNull().references('users.id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('image', bytes, (column) => column.notNull())
      .execute()
  },
}
